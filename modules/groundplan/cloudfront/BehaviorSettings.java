package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the distribution handles the requests for some paths, over HTTPS only. */
public record BehaviorSettings(
        @Setting(
                        value =
                                "Paths of the requests, with * and ?. Left out: the default behavior, for all other paths.",
                        pattern = "/[A-Za-z0-9_.*$/~\"'@:+?&-]{0,254}")
                Optional<String> pathPattern,
        @Setting(
                        value =
                                "Priority among the behaviors with a path_pattern; the matching one with the lowest number applies.",
                        byDefault = "0",
                        min = 0,
                        max = 1000)
                int priority,
        @Setting("Origin or origin group.") String origin,
        @Setting(
                        value = "Allowed methods: read for GET, HEAD and OPTIONS; all for the writing methods too.",
                        byDefault = "read",
                        oneOf = {"read", "all"})
                String methods,
        @Setting("Caching of responses. Left out: no caching.") Optional<Cache> cache,
        @Setting(
                        value =
                                "What is forwarded to the origin in addition to the path and the cache key: nothing; with"
                                        + " viewer the headers, cookies and query string; with viewer_and_host also the Host header.",
                        byDefault = "nothing",
                        oneOf = {"nothing", "viewer", "viewer_and_host"})
                String forward,
        @Setting(value = "Compress responses for browsers that support it.", byDefault = "true") boolean compress,
        @Setting(
                        value = "Content security policy of these paths. Left out: that of the distribution.",
                        pattern = HeaderSettings.ONE_LINE)
                Optional<String> contentSecurityPolicy) {

    /** Caching of responses, and the cache key. The origin's Cache-Control applies within the limits. */
    public record Cache(
            @Setting(value = "Minimum TTL in seconds.", byDefault = "0", min = 0, max = 31536000) int minTtlSeconds,
            @Setting(
                            value = "Default TTL in seconds, if the origin sends none.",
                            byDefault = "86400",
                            min = 1,
                            max = 31536000)
                    int defaultTtlSeconds,
            @Setting(value = "Maximum TTL in seconds.", byDefault = "31536000", min = 1, max = 31536000)
                    int maxTtlSeconds,
            @Setting(
                            value = "Query strings in the cache key: all or none.",
                            byDefault = "all",
                            oneOf = {"all", "none"})
                    String queryStrings,
            @Setting(value = "Headers in the cache key.", byDefault = "[]", max = 10, pattern = "[A-Za-z0-9-]+")
                    List<String> headers)
            implements Checked {
        /** Headers that CloudFront sets, changes or removes itself ("HTTP request headers and CloudFront behavior"). */
        private static final Set<String> NOT_IN_KEY = Set.of(
                "accept-encoding",
                "connection",
                "cookie",
                "expect",
                "if-modified-since",
                "if-none-match",
                "proxy-authorization",
                "proxy-connection",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade");

        @Override
        public void check(Check check) {
            check.that(
                    minTtlSeconds <= defaultTtlSeconds && defaultTtlSeconds <= maxTtlSeconds,
                    "default_ttl_seconds",
                    "must be between min_ttl_seconds and max_ttl_seconds, which are " + minTtlSeconds + " and "
                            + maxTtlSeconds);
            headers.stream()
                    .filter(header -> NOT_IN_KEY.contains(header.toLowerCase(Locale.ROOT)))
                    .forEach(header -> check.problem(
                            "headers", "CloudFront does not accept " + header + " in a cache key; leave it out"));
        }
    }
}
