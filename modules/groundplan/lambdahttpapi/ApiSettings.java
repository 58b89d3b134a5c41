package groundplan.lambdahttpapi;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Settings of an HTTP API: its routes, authorization and throttling. */
public record ApiSettings(
        @Setting(
                        value =
                                "Routes to the function, by name. Other requests are rejected, and every route requires authorization.",
                        min = 1)
                Map<String, Route> routes,
        @Setting(value = "JWT authorizers, by name.", byDefault = "{}") Map<String, Authorizer> authorizers,
        @Setting(value = "CORS: other origins whose pages may call it from browsers. Left out: none.")
                Optional<Cors> cors,
        @Setting(value = "Throttling of requests.", byDefault = "{}") Throttling throttling,
        @Setting(
                        value = "Name of the API. Left out: <system>-<environment>-<unit>.",
                        pattern = "[A-Za-z0-9 _.-]{1,128}")
                Optional<String> name,
        @Setting(value = "Integration timeout in seconds.", byDefault = "29", min = 1, max = 30) int timeoutSeconds)
        implements Checked {

    /** A route: the requests of one method and path. */
    public record Route(
            @Setting(
                            value =
                                    "Method and path, such as GET /orders/{id}; ANY /{proxy+} for all, including /, or $default for all other requests.",
                            pattern = "\\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /\\S*")
                    String routeKey,
            @Setting(value = "Name of the JWT authorizer. Left out: IAM authorization.", pattern = Setting.WORDS)
                    Optional<String> authorizer,
            @Setting(value = "Scopes of which a token needs at least one.", byDefault = "[]")
                    List<String> authorizationScopes)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    authorizer.isPresent() || authorizationScopes.isEmpty(),
                    "authorization_scopes",
                    "scopes need an authorizer: set authorizer, or remove them");
            pathProblem().ifPresent(problem -> check.problem("route_key", problem));
        }

        /** What API Gateway refuses of the path: "Create routes for HTTP APIs" in its Developer Guide. */
        private Optional<String> pathProblem() {
            Set<String> variables = new HashSet<>();
            List<String> parts = List.of(routeKey.replaceFirst("^[^/]*/?", "").split("/", -1));
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (part.matches("\\{[A-Za-z0-9._-]{1,200}\\+}") && i < parts.size() - 1) {
                    return Optional.of("'" + part + "' matches all the rest of a path, so it must be the last part");
                }
                if (part.startsWith("{") && !variables.add(part.replace("+", ""))) {
                    return Optional.of("the path has '" + part + "' twice; give its variables different names");
                }
                if (!part.matches("\\{[A-Za-z0-9._-]{1,200}\\+?}|[^{}?#]{0,900}")) {
                    return Optional.of("'" + part + "' is neither text nor a whole variable, such as {id} or {proxy+}");
                }
            }
            return Optional.empty();
        }
    }

    /** A JWT authorizer. */
    public record Authorizer(
            @Setting(value = "Issuer, as in its tokens.", pattern = "https://[^\\s/]+(/\\S*)?") String issuer,
            @Setting(value = "Accepted audiences of tokens.", min = 1) List<String> audience,
            @Setting(
                            value = "Where the token is in a request.",
                            byDefault = "[$request.header.Authorization]",
                            min = 1,
                            max = 1,
                            pattern = "\\$request\\.(header|querystring)\\.[A-Za-z0-9_-]{1,128}")
                    List<String> identitySources) {}

    /** CORS settings. */
    public record Cors(
            @Setting(value = "Allowed origins.", min = 1, pattern = "https://[^\\s/*]+") List<String> allowOrigins,
            @Setting(
                            value = "Allowed methods.",
                            byDefault = "[GET]",
                            min = 1,
                            oneOf = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
                    List<String> allowMethods,
            @Setting(
                            value = "Allowed headers; * for all.",
                            byDefault = "[authorization, content-type]",
                            pattern = "\\*|[A-Za-z0-9!#$%&'+.^_`|~-]{1,128}")
                    List<String> allowHeaders,
            @Setting(
                            value = "Maximum age of cached preflight responses, in seconds.",
                            byDefault = "300",
                            min = 0,
                            max = 86400)
                    int maxAgeSeconds) {}

    /** Throttling; rejected requests get a 429. */
    public record Throttling(
            @Setting(value = "Average requests per second.", byDefault = "100", min = 1) int rateLimitPerSecond,
            @Setting(value = "Maximum burst of concurrent requests.", byDefault = "200", min = 1) int burstLimit) {}

    /**
     * The key of the route for / that belongs to a route for every path: a greedy path variable does not match the empty
     * path. Absent if another route has it.
     */
    Optional<String> rootOf(Route route) {
        return Optional.of(route.routeKey())
                .filter(key -> key.matches("[A-Z]+ /\\{[^/{}]+\\+}"))
                .map(key -> key.replaceFirst("/.*", "/"))
                .filter(root -> routes.values().stream()
                        .noneMatch(other -> other.routeKey().equals(root)));
    }

    @Override
    public void check(Check check) {
        Map<String, String> keys = new HashMap<>();
        routes.forEach((name, route) -> {
            String other = keys.putIfAbsent(route.routeKey(), name);
            check.that(other == null, "routes." + name + ".route_key", "this is also the route key of '" + other + "'");
            check.that(
                    rootOf(route).isEmpty() || !routes.containsKey(name + "_root"),
                    "routes." + name + "_root",
                    "this is the name of the route for / that belongs to '" + name + "'; choose another name");
            route.authorizer()
                    .ifPresent(named -> check.that(
                            authorizers.containsKey(named),
                            "routes." + name + ".authorizer",
                            "there is no authorizer '" + named + "'; there are "
                                    + new TreeSet<>(authorizers.keySet())));
        });
    }
}
