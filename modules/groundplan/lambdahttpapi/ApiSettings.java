package groundplan.lambdahttpapi;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Settings of an HTTP API: which requests reach the function, whose, and how many. */
public record ApiSettings(
        @Setting(
                        value =
                                "Requests that the function answers, by name. No other gets through, and none without a caller.",
                        min = 1)
                Map<String, Route> routes,
        @Setting(value = "Issuers whose tokens (JWT) are accepted, by name.", byDefault = "{}")
                Map<String, Authorizer> authorizers,
        @Setting(value = "Pages of other origins that may call it from browsers. Left out: none.") Optional<Cors> cors,
        @Setting(value = "How many requests are let through.", byDefault = "{}") Throttling throttling,
        @Setting(
                        value = "Name of the API. Left out: <system>-<environment>-<unit>.",
                        pattern = "[A-Za-z0-9 _.-]{1,128}")
                Optional<String> name,
        @Setting(value = "Seconds after which a request without an answer fails.", byDefault = "29", min = 1, max = 30)
                int timeoutSeconds)
        implements Checked {

    /** Requests of one method and path. */
    public record Route(
            @Setting(
                            value =
                                    "Method and path, such as GET /orders/{id}; ANY /{proxy+} for all, or $default for what is left.",
                            pattern = "\\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /\\S*")
                    String routeKey,
            @Setting(
                            value =
                                    "Authorizer that knows the callers by their tokens. Left out: they sign with IAM credentials.",
                            pattern = Setting.WORDS)
                    Optional<String> authorizer,
            @Setting(value = "Scopes of which a token has one.", byDefault = "[]") List<String> authorizationScopes)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    authorizer.isPresent() || authorizationScopes.isEmpty(),
                    "authorization_scopes",
                    "are part of tokens: name the authorizer, or leave them out");
        }
    }

    /** Who issues tokens, and for whom. */
    public record Authorizer(
            @Setting(value = "Address of the issuer, as its tokens name it.", pattern = "https://[^\\s/]+(/\\S*)?")
                    String issuer,
            @Setting(value = "Clients for which a token may be meant.", min = 1) List<String> audience,
            @Setting(value = "Where a request has its token.", byDefault = "[$request.header.Authorization]", min = 1)
                    List<String> identitySources) {}

    /** Pages of other origins that may call the API from browsers. */
    public record Cors(
            @Setting(value = "Origins of the pages.", min = 1, pattern = "https://[^\\s/*]+") List<String> allowOrigins,
            @Setting(
                            value = "Methods that they may use.",
                            byDefault = "[GET]",
                            min = 1,
                            oneOf = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
                    List<String> allowMethods,
            @Setting(value = "Headers that they may send.", byDefault = "[authorization, content-type]")
                    List<String> allowHeaders,
            @Setting(value = "Seconds for which a browser remembers this.", byDefault = "300", min = 0, max = 86400)
                    int maxAgeSeconds) {}

    /** How many requests are let through; the others get a 429. */
    public record Throttling(
            @Setting(value = "Requests in a second, on average.", byDefault = "100", min = 1) int rateLimitPerSecond,
            @Setting(value = "Requests at once.", byDefault = "200", min = 1) int burstLimit) {}

    @Override
    public void check(Check check) {
        Map<String, String> keys = new HashMap<>();
        routes.forEach((name, route) -> {
            String other = keys.putIfAbsent(route.routeKey(), name);
            check.that(other == null, "routes." + name + ".route_key", "is that of '" + other + "' too");
            route.authorizer()
                    .ifPresent(named -> check.that(
                            authorizers.containsKey(named),
                            "routes." + name + ".authorizer",
                            "there is no authorizer '" + named + "'; there are "
                                    + new TreeSet<>(authorizers.keySet())));
        });
    }
}
