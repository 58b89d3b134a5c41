package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** What the distribution does with the requests for some paths. All are answered over HTTPS only. */
public record BehaviorSettings(
        @Setting(
                        value = "Paths of the requests, with * and ?. Left out: those that no other behaviour takes.",
                        pattern = "/[A-Za-z0-9_.*$/~\"'@:+?&-]{0,254}")
                Optional<String> pathPattern,
        @Setting(
                        value = "Order among the behaviours with a path_pattern; the lowest that matches wins.",
                        byDefault = "0",
                        min = 0,
                        max = 1000)
                int priority,
        @Setting("Origin, or group of origins, that answers.") String origin,
        @Setting(
                        value =
                                "Methods of the requests: read for GET, HEAD and OPTIONS, all for those that write too.",
                        byDefault = "read",
                        oneOf = {"read", "all"})
                String methods,
        @Setting("How long answers are kept. Left out: not at all.") Optional<Cache> cache,
        @Setting(
                        value =
                                "What the origin gets to see of a request beside its path and what the cache tells apart: nothing; with"
                                        + " viewer its headers, cookies and query; with viewer_and_host the host that was asked for as well.",
                        byDefault = "nothing",
                        oneOf = {"nothing", "viewer", "viewer_and_host"})
                String forward,
        @Setting(value = "Compress what browsers take compressed.", byDefault = "true") boolean compress,
        @Setting("Content security policy of these paths. Left out: the distribution's.")
                Optional<String> contentSecurityPolicy) {

    /** How long answers are kept, and what tells them apart. The origin's Cache-Control counts between the limits. */
    public record Cache(
            @Setting(value = "Seconds that an answer is kept at least.", byDefault = "0", min = 0, max = 31536000)
                    int minTtlSeconds,
            @Setting(
                            value = "Seconds that an answer is kept of which the origin says nothing.",
                            byDefault = "86400",
                            min = 1,
                            max = 31536000)
                    int defaultTtlSeconds,
            @Setting(value = "Seconds that an answer is kept at most.", byDefault = "31536000", min = 1, max = 31536000)
                    int maxTtlSeconds,
            @Setting(
                            value = "Whether query strings tell answers apart: all or none of them.",
                            byDefault = "all",
                            oneOf = {"all", "none"})
                    String queryStrings,
            @Setting(value = "Headers that tell answers apart.", byDefault = "[]", max = 10, pattern = "[A-Za-z0-9-]+")
                    List<String> headers)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    minTtlSeconds <= defaultTtlSeconds && defaultTtlSeconds <= maxTtlSeconds,
                    "default_ttl_seconds",
                    "must lie between min_ttl_seconds and max_ttl_seconds, which are " + minTtlSeconds + " and "
                            + maxTtlSeconds);
        }
    }
}
