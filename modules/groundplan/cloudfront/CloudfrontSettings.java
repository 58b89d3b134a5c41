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

/** Settings of a CloudFront distribution. Units of a region are named with it here: {@code us-east-1/ecs}. */
public record CloudfrontSettings(
        @Setting(value = "Where content comes from, by name.", min = 1, names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, OriginSettings> origins,
        @Setting(
                        value = "Pairs of origins of which the second steps in for the first, by name.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, OriginGroupSettings> originGroups,
        @Setting(
                        value = "What happens to requests, by name; one behaviour takes the paths that no other does.",
                        min = 1,
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, BehaviorSettings> behaviors,
        @Setting("Under which names it is reached, and who is let in.") ViewerSettings viewers,
        @Setting(value = "What every answer tells browsers.", byDefault = "{}") HeaderSettings headers,
        @Setting(value = "How it delivers.", byDefault = "{}") Delivery delivery,
        @Setting(value = "The log of requests.", byDefault = "{}") AccessLogs accessLogs,
        @Setting(
                        "Unit with the bucket that takes the access logs of the distribution's own buckets, in the environment's"
                                + " region. Left out: nobody logs who reads those.")
                @Reads("storage")
                Optional<String> storage)
        implements Checked {

    /** How the distribution delivers. */
    public record Delivery(
            @Setting(value = "File that a request for / gets.", byDefault = "index.html", pattern = "[A-Za-z0-9_.-]+")
                    String defaultRootObject,
            @Setting(
                            value =
                                    "Answer paths that name no object with the root object, whose scripts know the page.",
                            byDefault = "false")
                    boolean singlePageApp,
            @Setting(
                            value =
                                    "Edge locations that are used: of North America and Europe, with 200 those of Africa and most of Asia"
                                            + " too, or all.",
                            byDefault = "PriceClass_100",
                            oneOf = {"PriceClass_100", "PriceClass_200", "PriceClass_All"})
                    String priceClass) {}

    /** The log of requests, in a bucket of the distribution's own. */
    public record AccessLogs(
            @Setting(value = "Keep a log of requests.", byDefault = "true") boolean enabled,
            @Setting(value = "Days that it is kept.", byDefault = "365", min = 1, max = 3653) int retentionInDays,
            @Setting(value = "Have Terraform refuse a plan that would destroy its bucket.", byDefault = "true")
                    boolean preventDestroy,
            @Setting(
                            value = "Empty its bucket when it is destroyed; one that holds anything stays otherwise.",
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

    /** The name of the behaviour for the paths that no other takes. */
    String byDefault() {
        return behaviors.entrySet().stream()
                .filter(entry -> entry.getValue().pathPattern().isEmpty())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The names of the other behaviours, in their order. */
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
                "a bucket of this name keeps the log of requests; choose another");
        originGroups.forEach((name, group) -> {
            check.that(!origins.containsKey(name), "origin_groups." + name, "is an origin's name too; choose another");
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
                "would turn the errors of load balancers and hosts into pages; leave it to them, or serve buckets alone");
        storage.ifPresent(unit -> check.that(
                unit.indexOf('/') > 0 && UnitPath.isRegion(unit.substring(0, unit.indexOf('/'))),
                "storage",
                "this unit has no region, so name the other one with its own, such as us-east-1/" + unit));
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
                "groups of origins, and buckets, answer reading requests only");
        check.that(
                behavior.forward().equals("nothing") || !bucket,
                key + ".forward",
                "a bucket has no use for it, and takes another host for its own name; leave it at nothing");
        check.that(
                behavior.forward().equals("viewer_and_host")
                        || members(behavior.origin()).stream()
                                .map(origins::get)
                                .allMatch(origin ->
                                        origin == null || origin.lambdaHttpApi().isEmpty()),
                key + ".forward",
                "an HTTP API knows no name but its own, and callers sign with it; forward viewer_and_host");
    }

    private void checkOrder(Check check) {
        long others = behaviors.values().stream()
                .filter(behavior -> behavior.pathPattern().isEmpty())
                .count();
        check.that(
                others == 1,
                "behaviors",
                "exactly one has no path_pattern and takes all other paths; found " + others + " of that kind");
        Map<Integer, String> priorities = new HashMap<>();
        new TreeMap<>(behaviors).forEach((name, behavior) -> {
            if (behavior.pathPattern().isPresent()) {
                String other = priorities.putIfAbsent(behavior.priority(), name);
                check.that(
                        other == null,
                        "behaviors." + name + ".priority",
                        behavior.priority() + " is the priority of '" + other + "' too");
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
