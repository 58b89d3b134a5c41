package groundplan.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Networks with their tiers, and the tier of a resource. */
final class Networks {
    /** In the order of traffic. */
    private static final List<String> TIERS = List.of("public", "private", "database");

    private final Parts parts;
    private final Sketch sketch;
    private final Map<String, String> tiers = new LinkedHashMap<>();

    Networks(Parts parts, Sketch sketch) {
        this.parts = parts;
        this.sketch = sketch;
    }

    void draw() {
        for (Part vpc : parts.of("aws_vpc")) {
            String region = sketch.region(vpc.region());
            String box = sketch.box(region, Sketch.id(vpc.id()), Box.Place.vpc, "VPC " + vpc.text("cidr_block"));
            Map<String, List<Part>> subnets = parts.referring("aws_subnet", vpc).stream()
                    .collect(Collectors.groupingBy(Networks::tier, LinkedHashMap::new, Collectors.toList()));
            subnets.keySet().stream()
                    .sorted(java.util.Comparator.comparing(TIERS::indexOf))
                    .forEach(tier -> {
                        List<Part> inside = subnets.get(tier);
                        String zones = inside.stream()
                                .map(subnet -> subnet.text("availability_zone").replaceFirst("^.*\\d", ""))
                                .sorted()
                                .collect(Collectors.joining(", "));
                        String id = sketch.box(
                                box,
                                box + "_" + tier,
                                Box.Place.tier,
                                tier.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + tier.substring(1)
                                        + " subnets, zones " + zones);
                        inside.forEach(subnet -> tiers.put(subnet.id(), id));
                    });
            endpoints(vpc, box);
        }
        gateways();
    }

    private static String tier(Part subnet) {
        return subnet.name().replaceFirst("_[a-z]$", "");
    }

    private void endpoints(Part vpc, String box) {
        List<Part> endpoints = parts.referring("aws_vpc_endpoint", vpc);
        if (!endpoints.isEmpty()) {
            List<String> details = new ArrayList<>();
            endpoints.stream()
                    .collect(Collectors.groupingBy(
                            one -> one.text("vpc_endpoint_type"), java.util.TreeMap::new, Collectors.toList()))
                    .forEach((type, ones) -> details.addAll(Wording.lines(
                            type + ":",
                            ones.stream()
                                    .map(one -> one.text("service_name")
                                            .replaceFirst("com\\.amazonaws\\.[a-z0-9-]+\\.", ""))
                                    .sorted()
                                    .toList())));
            sketch.element(
                    box,
                    Look.network,
                    "VPC endpoints",
                    Wording.count(endpoints.size(), "endpoint"),
                    details,
                    endpoints);
        }
    }

    private void gateways() {
        Map<String, List<Part>> byTier = parts.of("aws_nat_gateway").stream()
                .filter(nat -> tierOf(nat).isPresent())
                .collect(Collectors.groupingBy(
                        nat -> tierOf(nat).orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        byTier.forEach((tier, gateways) -> {
            String zones = gateways.stream()
                    .flatMap(nat -> parts.referred(nat, "aws_subnet").stream())
                    .map(subnet -> subnet.text("availability_zone").replaceFirst("^.*\\d", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
            sketch.element(
                    tier,
                    Look.network,
                    "NAT",
                    Wording.count(gateways.size(), "NAT gateway"),
                    List.of((gateways.size() == 1 ? "zone " : "zones ") + zones),
                    gateways);
        });
    }

    /** The tier of a resource: that of its subnets, or of its subnet group's subnets. */
    Optional<String> tierOf(Part part) {
        for (Part other : parts.referred(part)) {
            if (tiers.containsKey(other.id())) {
                return Optional.of(tiers.get(other.id()));
            }
            if (other.type().endsWith("_subnet_group")) {
                return tierOf(other);
            }
        }
        return Optional.empty();
    }

    /** The box of a resource: its tier's, or its region's. */
    String boxOf(Part part) {
        return tierOf(part).orElseGet(() -> sketch.region(part.region()));
    }
}
