package groundplan.network;

import groundplan.kernel.AddressSpace;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Cidr;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.offers.VpcEndpoints;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Settings of a VPC with its subnets, routes, NAT gateways and endpoints. */
public record NetworkSettings(
        @Setting(value = "Address range of the VPC, /16 to /20.", form = TextForm.IPV4_RANGE) String cidr,
        @Setting(value = "Letters of the availability zones, at least two.", form = TextForm.ZONE, min = 2, max = 6)
                List<String> zones,
        @Setting(value = "Tiers of subnets, and the traffic between them.", byDefault = "{}") SubnetSettings subnets,
        @Setting(
                        value =
                                "NAT gateways: one in each zone, a single one in the first zone, or none; without them, only AWS"
                                        + " services with a VPC endpoint are reachable.",
                        byDefault = "per_zone",
                        oneOf = {"per_zone", "single", "none"})
                String natGateways,
        @Setting(
                        value = "Gateway endpoints, which are free of charge.",
                        byDefault = "[s3]",
                        oneOf = {"s3", "dynamodb"})
                List<String> gatewayEndpoints,
        @Setting(
                        value = "Interface endpoints, such as ecr.api; billed per zone and hour.",
                        byDefault = "[]",
                        pattern = "[a-z0-9]+([.-][a-z0-9]+)*")
                List<String> interfaceEndpoints,
        @Setting(value = "VPC flow logs.", byDefault = "{}") FlowLogs flowLogs,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements AddressSpace, Checked {
    private static final int SMALLEST_SUBNET = 28;

    /** What every task needs to start: its image, from two endpoints, and its log. */
    private static final List<String> EVERY_TASK = List.of("ecr.api", "ecr.dkr", "logs");

    /** Settings of the flow logs. */
    public record FlowLogs(
            @Setting(value = "Enable flow logs; the policy checks require them.", byDefault = "true") boolean enabled,
            @Setting(value = "Retention of the flow logs, in days.", byDefault = "365", min = 1, max = 3653)
                    int retentionInDays,
            @Setting(
                            value = "Encrypt them with a key of this unit's own, so that it needs no other unit.",
                            byDefault = "false")
                    boolean ownKey)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(retentionInDays, "retention_in_days", check);
        }
    }

    /** The zones that have a NAT gateway. */
    List<String> natZones() {
        return switch (natGateways) {
            case "per_zone" -> zones;
            case "single" -> zones.subList(0, 1);
            default -> List.of();
        };
    }

    /** The zones that have an endpoint of each service. */
    List<String> endpointZones() {
        return subnets.endpointZones().isEmpty() ? zones : subnets.endpointZones();
    }

    /**
     * The CIDR range of a subnet: as set, or derived from tier and zone alone, so that adding a zone does not change
     * other subnets.
     */
    public Cidr subnet(Tier tier, String zone) {
        Optional<String> given =
                Optional.ofNullable(subnets.cidrs().get(tier.key())).map(ofTier -> ofTier.get(zone));
        return given.map(Cidr::parse).orElseGet(() -> tier.subnet(Cidr.parse(cidr), zone.charAt(0) - 'a'));
    }

    @Override
    public void check(Check check) {
        subnets.cidrs()
                .forEach((tier, byZone) -> byZone.forEach((zone, range) -> {
                    String key = "subnets.cidrs." + tier + "." + zone;
                    check.that(zones.contains(zone), key, "zone '" + zone + "' is not one of the zones " + zones);
                }));
        subnets.endpointZones()
                .forEach(zone -> check.that(
                        zones.contains(zone),
                        "subnets.endpoint_zones",
                        "zone '" + zone + "' is not one of the zones " + zones));
        interfaceEndpoints.stream()
                .map(VpcEndpoints::problem)
                .flatMap(Optional::stream)
                .forEach(problem -> check.problem("interface_endpoints", problem));
        checkRanges(check);
        if (natGateways.equals("none")) {
            checkEndpoints(check);
        }
    }

    private void checkEndpoints(Check check) {
        TreeSet<String> missing = new TreeSet<>(EVERY_TASK);
        interfaceEndpoints.forEach(missing::remove);
        check.that(
                missing.isEmpty(),
                "nat_gateways",
                "without NAT, tasks reach AWS through interface_endpoints only; add " + missing);
        check.that(
                gatewayEndpoints.contains("s3"),
                "nat_gateways",
                "without NAT, image layers are pulled through the gateway endpoint of S3; add s3 to gateway_endpoints");
    }

    private void checkRanges(Check check) {
        Cidr vpc = Cidr.parse(cidr);
        if (vpc.prefix() < 16 || vpc.prefix() > 20) {
            check.problem("cidr", "must be a range from /16 to /20, but is /" + vpc.prefix());
            return;
        }
        check.that(
                vpc.isPrivate(),
                "cidr",
                cidr + " is not a private range (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10)");
        Map<String, Cidr> taken = new TreeMap<>();
        for (Tier tier : subnets.tiers()) {
            for (String zone : zones) {
                Cidr range = subnet(tier, zone);
                String name = tier.key() + " " + zone;
                String key = "subnets.cidrs." + tier.key() + "." + zone;
                check.that(
                        range.prefix() <= SMALLEST_SUBNET,
                        key,
                        range + " of subnet " + name + " is too small; AWS allows subnets down to /" + SMALLEST_SUBNET);
                check.that(vpc.contains(range), key, range + " of subnet " + name + " is not inside " + cidr);
                taken.forEach((other, otherRange) -> check.that(
                        !otherRange.overlaps(range),
                        key,
                        range + " of subnet " + name + " overlaps " + otherRange + " of subnet " + other));
                taken.put(name, range);
            }
        }
    }
}
