package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.UnitPath;
import groundplan.parts.Destruction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings of a CloudFront distribution. References to units of a region include the region: {@code us-east-1/ecs}. */
public record CloudfrontSettings(
        @Setting(value = "Origins, by name.", min = 1, names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, OriginSettings> origins,
        @Setting(
                        value = "Origin groups by name: pairs of origins with failover from the first to the second.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, OriginGroupSettings> originGroups,
        @Setting(
                        value =
                                "Cache behaviors, by name; exactly one is the default behavior, without a path_pattern.",
                        min = 1,
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, BehaviorSettings> behaviors,
        @Setting("Aliases, and restrictions of access.") ViewerSettings viewers,
        @Setting(value = "Security headers of every response.", byDefault = "{}") HeaderSettings headers,
        @Setting(value = "Delivery options.", byDefault = "{}") Delivery delivery,
        @Setting(value = "Access logs.", byDefault = "{}") AccessLogs accessLogs,
        @Setting("Unit with the bucket for the access logs of the distribution's own buckets, in the environment's"
                        + " region. Left out: no access logs of those buckets.")
                @Reads("storage")
                Optional<String> storage)
        implements Checked {

    /** Delivery options. */
    public record Delivery(
            @Setting(
                            value =
                                    "Default root object: the file for a request for /. Left out: index.html, or none if the default behavior's origin is"
                                            + " an HTTP API, whose callers sign the path that they request.",
                            pattern = "[A-Za-z0-9_.-]+")
                    Optional<String> defaultRootObject,
            @Setting(
                            value = "Serve the root object for paths that are not an object (single-page application).",
                            byDefault = "false")
                    boolean singlePageApp,
            @Setting(
                            value =
                                    "Price class, which selects the edge locations: North America and Europe; with 200 also Africa and most of Asia"
                                            + "; or all.",
                            byDefault = "PriceClass_100",
                            oneOf = {"PriceClass_100", "PriceClass_200", "PriceClass_All"})
                    String priceClass) {}

    /** The access log, in a bucket of the distribution's own. */
    public record AccessLogs(
            @Setting(value = "Enable access logs.", byDefault = "true") boolean enabled,
            @Setting(value = "Retention in days.", byDefault = "365", min = 1, max = 3653) int retentionInDays,
            @Setting(
                            value =
                                    "Set Terraform's prevent_destroy, which rejects a plan that would destroy the bucket.",
                            byDefault = "true")
                    boolean preventDestroy,
            @Setting(
                            value =
                                    "Empty the bucket when it is destroyed; otherwise a bucket that is not empty cannot be destroyed.",
                            byDefault = "false")
                    boolean forceDestroy)
            implements Checked {
        @Override
        public void check(Check check) {
            Destruction.check(preventDestroy, forceDestroy, check);
        }
    }

    /** The origins that are buckets of the distribution's own. */
    SortedMap<String, OriginSettings.SiteBucket> buckets() {
        SortedMap<String, OriginSettings.SiteBucket> buckets = new TreeMap<>();
        origins.forEach((name, origin) -> origin.bucket().ifPresent(bucket -> buckets.put(name, bucket)));
        return buckets;
    }

    /** The name of the default behavior. */
    String byDefault() {
        return behaviors.entrySet().stream()
                .filter(entry -> entry.getValue().pathPattern().isEmpty())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The file for a request for /; none for an HTTP API, which refuses a path that is not the signed one. */
    Optional<String> rootObject() {
        boolean signed = Optional.ofNullable(
                        origins.get(behaviors.get(byDefault()).origin()))
                .flatMap(OriginSettings::lambdaHttpApi)
                .isPresent();
        return delivery.defaultRootObject().or(() -> signed ? Optional.empty() : Optional.of("index.html"));
    }

    /** The names of the other behaviors, in order. */
    List<String> ordered() {
        return behaviors.entrySet().stream()
                .filter(entry -> entry.getValue().pathPattern().isPresent())
                .sorted(Comparator.comparing(entry -> entry.getValue().priority()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void check(Check check) {
        check.that(
                !origins.containsKey("logs"),
                "origins.logs",
                "this is the name of the access log bucket; choose another");
        originGroups.forEach((name, group) -> {
            check.that(
                    !origins.containsKey(name),
                    "origin_groups." + name,
                    "this is also an origin's name; choose another");
            List.of(group.primary(), group.secondary())
                    .forEach(member -> check.that(
                            origins.containsKey(member),
                            "origin_groups." + name,
                            "there is no origin '" + member + "'; the origins are " + sorted(origins)));
        });
        behaviors.forEach((name, behavior) -> check(name, behavior, check));
        checkOrder(check);
        check.that(
                !delivery.singlePageApp() || buckets().size() == origins.size(),
                "delivery.single_page_app",
                "this would hide the errors of load balancers and hosts; set it to false, or use bucket origins only");
        storage.ifPresent(unit -> check.that(
                unit.indexOf('/') > 0 && UnitPath.isRegion(unit.substring(0, unit.indexOf('/'))),
                "storage",
                "this unit has no region, so add the region to the name of the other one, such as us-east-1/" + unit));
    }

    private void check(String name, BehaviorSettings behavior, Check check) {
        String key = "behaviors." + name;
        boolean group = originGroups.containsKey(behavior.origin());
        check.that(
                group || origins.containsKey(behavior.origin()),
                key + ".origin",
                "there is no origin or origin group '" + behavior.origin() + "'; there are " + sorted(origins) + " and "
                        + sorted(originGroups));
        boolean bucket = members(behavior.origin()).stream().anyMatch(buckets()::containsKey);
        check.that(
                behavior.methods().equals("read") || !group && !bucket,
                key + ".methods",
                "origin groups and buckets support only methods: read");
        check.that(
                behavior.forward().equals("nothing") || !bucket,
                key + ".forward",
                "a bucket does not use it, and interprets the Host header as its own name; set this to nothing");
        check.that(
                !bucket
                        || behavior.cache().stream()
                                .flatMap(cache -> cache.headers().stream())
                                .noneMatch("Host"::equalsIgnoreCase),
                key + ".cache.headers",
                "what is in the cache key is forwarded, and a bucket interprets the Host header as its own name; leave Host out");
        check.that(
                behavior.forward().equals("viewer_and_host")
                        || members(behavior.origin()).stream()
                                .map(origins::get)
                                .allMatch(origin ->
                                        origin == null || origin.lambdaHttpApi().isEmpty()),
                key + ".forward",
                "an HTTP API is reachable under its own name only, which callers sign; set this to viewer_and_host");
    }

    private void checkOrder(Check check) {
        long others = behaviors.values().stream()
                .filter(behavior -> behavior.pathPattern().isEmpty())
                .count();
        check.that(others == 1, "behaviors", "exactly one behavior must have no path_pattern; found " + others);
        Map<Integer, String> priorities = new HashMap<>();
        Map<String, String> patterns = new HashMap<>();
        new TreeMap<>(behaviors).forEach((name, behavior) -> {
            if (behavior.pathPattern().isPresent()) {
                String other = priorities.putIfAbsent(behavior.priority(), name);
                check.that(
                        other == null,
                        "behaviors." + name + ".priority",
                        behavior.priority() + " is also the priority of '" + other + "'");
                String same = patterns.putIfAbsent(behavior.pathPattern().get(), name);
                check.that(
                        same == null,
                        "behaviors." + name + ".path_pattern",
                        "this is also the pattern of '" + same + "'; CloudFront accepts each once");
            }
        });
    }

    private List<String> members(String origin) {
        OriginGroupSettings group = originGroups.get(origin);
        return group == null ? List.of(origin) : List.of(group.primary(), group.secondary());
    }

    private static List<String> sorted(Map<String, ?> named) {
        List<String> names = new ArrayList<>(named.keySet());
        names.sort(null);
        return names;
    }
}
