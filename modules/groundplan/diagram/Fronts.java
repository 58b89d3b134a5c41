package groundplan.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** What is in front of the regions: DNS zones, distributions, web ACLs, hosted sites. */
final class Fronts {
    /** A reference that is resolved only by another unit's state or by an apply. */
    private static final String REFERENCE = "\\$\\{[^}]*+(?:}|$)";

    private final Parts parts;
    private final Sketch sketch;
    private final Networks networks;

    Fronts(Parts parts, Sketch sketch, Networks networks) {
        this.parts = parts;
        this.sketch = sketch;
        this.networks = networks;
    }

    /** Adds the elements first; the edges follow when all elements exist. */
    void draw() {
        parts.of("aws_route53_zone").forEach(zone -> {
            List<Part> delegated = parts.referring("aws_route53_record", zone).stream()
                    .filter(record -> record.text("type").equals("NS"))
                    .toList();
            List<String> details = new ArrayList<>();
            if (parts.of("aws_route53_hosted_zone_dnssec").stream()
                    .anyMatch(signed -> signed.unit().equals(zone.unit()))) {
                details.add("DNSSEC");
            }
            if (!delegated.isEmpty()) {
                details.addAll(Wording.lines(
                        "delegates",
                        delegated.stream()
                                .map(record -> record.text("name").split("\\.")[0])
                                .toList()));
            }
            sketch.element("global", Look.edge, "Route 53 zone", zone.text("name"), details, List.of(zone));
        });
        parts.of("aws_cloudfront_distribution")
                .forEach(one -> sketch.element(
                        "global",
                        Look.edge,
                        "CloudFront distribution",
                        one.text("comment"),
                        Stream.of(
                                        one.text("price_class"),
                                        blocked(one),
                                        certificate(one, one.json().path("viewer_certificate")))
                                .toList(),
                        List.of(one)));
        parts.of("aws_wafv2_web_acl").forEach(acl -> {
            boolean global = acl.text("scope").equals("CLOUDFRONT");
            sketch.element(
                    global ? "global" : sketch.region(acl.region()),
                    Look.edge,
                    "WAF web ACL",
                    acl.text("name"),
                    List.of(Wording.count(Part.items(acl.json().path("rule")).size(), "rule")),
                    List.of(acl));
        });
        parts.of("aws_amplify_app").forEach(app -> {
            List<Part> branches = parts.referring("aws_amplify_branch", app);
            sketch.element(
                    sketch.region(app.region()),
                    Look.compute,
                    "Amplify app",
                    app.text("name"),
                    Wording.lines(
                            "branch",
                            branches.stream()
                                    .map(branch -> branch.text("branch_name"))
                                    .toList()),
                    Stream.concat(Stream.of(app), branches.stream()).toList());
        });
        balancers();
        distributions();
        names();
    }

    private String blocked(Part distribution) {
        int countries = Part.at(distribution.json(), "restrictions.geo_restriction.locations")
                .size();
        boolean black = Part.at(distribution.json(), "restrictions.geo_restriction.restriction_type")
                .asText()
                .equals("blacklist");
        return countries == 0 ? "" : (black ? "not for " : "only for ") + Wording.count(countries, "country");
    }

    private String certificate(Part owner, JsonNode value) {
        return parts.referred(owner.unit(), value).stream()
                .filter(part -> part.type().startsWith("aws_acm_certificate"))
                .map(part -> part.type().equals("aws_acm_certificate")
                        ? part
                        : parts.referred(part, "aws_acm_certificate").stream()
                                .findFirst()
                                .orElse(part))
                .map(part -> "TLS for " + part.text("domain_name"))
                .findFirst()
                .orElse("");
    }

    private void balancers() {
        for (Part balancer : parts.of("aws_lb")) {
            List<Part> listeners = parts.referring("aws_lb_listener", balancer);
            List<String> ports = listeners.stream()
                    .map(one -> one.text("protocol") + " " + one.text("port"))
                    .sorted()
                    .toList();
            String tls = listeners.stream()
                    .map(one -> certificate(one, one.json().path("certificate_arn")))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            String box = networks.boxOf(balancer);
            sketch.element(
                    box,
                    Look.network,
                    balancer.text("load_balancer_type").equals("network")
                            ? "Network Load Balancer"
                            : "Application Load Balancer",
                    balancer.text("name"),
                    Stream.concat(Wording.lines("", ports).stream(), Stream.of(tls))
                            .toList(),
                    List.of(balancer));
        }
    }

    private void distributions() {
        for (Part distribution : parts.of("aws_cloudfront_distribution")) {
            sketch.link(
                    sketch.outsider("users", "Clients", "Users"),
                    sketch.shown(distribution).orElseThrow(),
                    Flow.traffic,
                    "HTTPS 443");
            parts.referred(distribution, distribution.json().path("web_acl_id"))
                    .ifPresent(acl -> sketch.link(acl, distribution, Flow.guard, "filters"));
            Map<String, List<String>> paths = paths(distribution);
            for (JsonNode origin : Part.items(distribution.json().path("origin"))) {
                String[] labels = paths.getOrDefault(origin.path("origin_id").asText(), List.of())
                        .toArray(String[]::new);
                JsonNode host = origin.path("domain_name");
                parts.referred(distribution, host)
                        .or(() -> named(host.asText()))
                        .ifPresent(target -> sketch.link(distribution, target, Flow.traffic, labels));
            }
        }
    }

    /** The paths of each origin; the second origin of a group receives requests when the first one fails. */
    private Map<String, List<String>> paths(Part distribution) {
        Map<String, List<String>> paths = new TreeMap<>();
        Part.items(distribution.json().path("default_cache_behavior")).forEach(behavior -> paths.computeIfAbsent(
                        behavior.path("target_origin_id").asText(), key -> new ArrayList<>())
                .add("/*"));
        Part.items(distribution.json().path("ordered_cache_behavior")).forEach(behavior -> paths.computeIfAbsent(
                        behavior.path("target_origin_id").asText(), key -> new ArrayList<>())
                .add(behavior.path("path_pattern").asText()));
        for (JsonNode group : Part.items(distribution.json().path("origin_group"))) {
            List<String> asked = paths.getOrDefault(group.path("origin_id").asText(), List.of());
            List<JsonNode> members = Part.items(group.path("member"));
            for (int i = 0; i < members.size(); i++) {
                List<String> own =
                        paths.computeIfAbsent(members.get(i).path("origin_id").asText(), key -> new ArrayList<>());
                for (String path : asked) {
                    own.add(i == 0 ? path : path + " on failure");
                }
            }
        }
        return paths;
    }

    /** The target of a name in one of the zones. */
    private Optional<Part> named(String host) {
        return parts.of("aws_route53_record").stream()
                .filter(record -> record.text("name").equals(host))
                .flatMap(record -> parts.referred(record, Part.at(record.json(), "alias.name")).stream())
                .findFirst();
    }

    private void names() {
        for (Part record : parts.of("aws_route53_record")) {
            parts.referred(record, Part.at(record.json(), "alias.name")).ifPresent(target -> parts.referred(
                            record, "aws_route53_zone")
                    .forEach(zone -> sketch.link(
                            zone,
                            target,
                            Flow.guard,
                            record.text("name").replaceAll(REFERENCE, Matcher.quoteReplacement(zone.text("name"))))));
        }
        for (Part rule : parts.of("aws_vpc_security_group_ingress_rule")) {
            if (rule.text("cidr_ipv4").equals("0.0.0.0/0")) {
                parts.referred(rule, rule.json().path("security_group_id")).stream()
                        .flatMap(group -> parts.referring("aws_lb", group).stream())
                        .flatMap(balancer -> sketch.shown(balancer).stream())
                        .forEach(id -> sketch.link(
                                sketch.outsider("users", "Clients", "Users"),
                                id,
                                Flow.traffic,
                                rule.number("from_port", 0) == 80 ? "HTTP 80" : "HTTPS " + rule.text("from_port")));
            }
        }
        parts.of("aws_wafv2_web_acl_association").forEach(one -> parts.referred(one, "aws_wafv2_web_acl")
                .forEach(acl -> parts.referred(one, one.json().path("resource_arn"))
                        .ifPresent(guarded -> sketch.link(acl, guarded, Flow.guard, "filters"))));
    }
}
