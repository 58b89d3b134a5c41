package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for GitHub: keeps comments and issues, and holds every request and every answer against what GitHub publishes
 * of its
 * API. What does not fit is remembered, and answered with an error.
 */
public final class StandIn implements AutoCloseable {
    /** Who its token writes as. */
    public static final String AUTHOR = "github-actions[bot]";

    private static final String TOKEN = "token-of-the-job";
    private static final String REPOSITORY = "/repos/shop/infrastructure";

    private final PublishedApi api = new PublishedApi();
    private final MergedAtStandIn merged = new MergedAtStandIn(api);
    private final HttpServer server;
    private final List<ObjectNode> comments = new ArrayList<>();
    private final List<ObjectNode> issues = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Deque<Failing> failing = new ArrayDeque<>();
    private int lost;
    private int shortPage;
    private boolean readOnly;
    private long next = 1000;

    private record Failing(String method, int status, JsonNode body, Map<String, String> headers) {}

    /** Starts it. */
    public StandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** What a job has in its environment. */
    public Map<String, String> variables() {
        return Map.of(
                "GITHUB_API_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "GITHUB_TOKEN",
                TOKEN,
                "GITHUB_REPOSITORY",
                "shop/infrastructure",
                "GITHUB_RUN_ID",
                "7",
                "GITHUB_SERVER_URL",
                "https://github.example");
    }

    /** From now on the token may read only, as that of a fork. */
    public StandIn readOnly() {
        readOnly = true;
        return this;
    }

    /** It fails to answer the next request of a method, which has no effect. Several failures are answered in turn. */
    public synchronized StandIn fail(String method, int status, String message, Map<String, String> headers) {
        failing.add(new Failing(method, status, error(message), headers));
        return this;
    }

    /** It answers the next request of a method with this, and does nothing. */
    public synchronized StandIn answer(String method, int status, String json) {
        failing.add(new Failing(method, status, TerraformJson.readAny(json), Map.of()));
        return this;
    }

    /** From now on the connection is lost before the answers to so many POSTs, which have their effect. */
    public synchronized void loseAnswers(int count) {
        lost = count;
    }

    /** From now on its pages have fewer entries than asked for, and a link to the next one. */
    public synchronized void shortPages(int size) {
        shortPage = size;
    }

    /** The comments that can be seen, in order. */
    public synchronized List<ObjectNode> comments() {
        return comments.stream()
                .filter(comment -> !comment.path("minimized").isObject())
                .toList();
    }

    /** The comments that were hidden. */
    public synchronized List<ObjectNode> hidden() {
        return comments.stream()
                .filter(comment -> comment.path("minimized").isObject())
                .toList();
    }

    /** The issues, open and closed. */
    public synchronized List<ObjectNode> issues() {
        return List.copyOf(issues);
    }

    /** What it knows of merged pull requests and of runs. */
    public MergedAtStandIn merged() {
        return merged;
    }

    /** What was asked of it. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** What did not fit what GitHub publishes. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** A comment that somebody wrote. */
    public synchronized ObjectNode comment(String login, String body) {
        ObjectNode comment = api.sample("issue-comment");
        comment.put("id", next++)
                .put("node_id", "IC_" + next)
                .put("body", body)
                .put("html_url", "https://github.example/comment/" + next);
        comment.set("user", api.sample("simple-user").put("login", login));
        comments.add(comment);
        return comment;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode body = text.isEmpty() ? TerraformJson.object() : TerraformJson.read(text);
        requests.add(exchange.getRequestMethod() + " " + path);
        if (!failing.isEmpty() && failing.peek().method().equals(exchange.getRequestMethod())) {
            Failing failure = failing.remove();
            failure.headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, failure.status(), failure.body());
            return;
        }
        if (path.startsWith("/files/")) {
            file(exchange, path.substring("/files/".length()));
            return;
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            violations.add("a request without the token");
        }
        if (path.equals("/graphql")) {
            send(exchange, 200, minimize(body));
            return;
        }
        Optional<PublishedApi.Operation> operation = api.operation(exchange.getRequestMethod(), path);
        List<String> wrong = operation
                .map(found -> api.request(found, query(exchange), body))
                .orElse(List.of("no such operation"));
        if (!wrong.isEmpty()) {
            violations.add(requests.get(requests.size() - 1) + ": " + wrong);
            send(exchange, 500, error("" + wrong));
            return;
        }
        if (path.endsWith("/zip")) {
            violations.addAll(api.response(operation.get(), 302, TerraformJson.object()));
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/files/"
                                    + path.replaceAll(".*/([0-9]+)/zip", "$1"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        boolean writes = !exchange.getRequestMethod().equals("GET");
        int status = readOnly && writes
                ? 403
                : switch (exchange.getRequestMethod()) {
                    case "POST" -> 201;
                    case "DELETE" -> 204;
                    default -> 200;
                };
        JsonNode answer = status == 403
                ? error("Resource not accessible by integration")
                : handle(exchange.getRequestMethod(), path.substring(REPOSITORY.length()), query(exchange), body);
        violations.addAll(api.response(operation.get(), status, answer));
        if (lost > 0 && exchange.getRequestMethod().equals("POST")) {
            lost--;
            // Without an answer: the client sees that the connection ends.
            exchange.close();
            return;
        }
        link(exchange);
        send(exchange, status, answer);
    }

    private void link(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        if (shortPage > 0 && query.containsKey("page")) {
            int page = Integer.parseInt(query.get("page"));
            String rel = page * shortPage < comments.size() ? "next" : "first";
            exchange.getResponseHeaders()
                    .set("Link", "<https://github.example/?page=" + page + ">; rel=\"" + rel + "\"");
        }
    }

    /** It is kept elsewhere, where the token has no business. */
    private void file(HttpExchange exchange, String id) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            violations.add("the token was given away");
        }
        byte[] bytes = merged.file(id).orElse(new byte[0]);
        exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private JsonNode handle(String method, String path, Map<String, String> query, JsonNode body) {
        Optional<JsonNode> known = merged.answer(path, query);
        if (known.isPresent()) {
            return known.get();
        }
        if (path.matches("/issues/[0-9]+/comments")) {
            return method.equals("GET")
                    ? page(
                            comments,
                            shortPage == 0 ? query : Map.of("per_page", "" + shortPage, "page", query.get("page")))
                    : comment(AUTHOR, body.path("body").asText());
        }
        if (path.startsWith("/issues/comments/")) {
            ObjectNode comment = comments.stream()
                    .filter(one -> path.endsWith("/" + one.path("id").asLong()))
                    .findFirst()
                    .orElseThrow();
            if (method.equals("DELETE")) {
                comments.remove(comment);
                return TerraformJson.object();
            }
            return comment.put("body", body.path("body").asText());
        }
        if (method.equals("GET")) {
            return page(
                    issues.stream()
                            .filter(issue -> issue.path("state").asText().equals(query.get("state")))
                            .filter(issue ->
                                    issue.path("labels").toString().contains("\"" + query.get("labels") + "\""))
                            .toList(),
                    query);
        }
        if (method.equals("POST")) {
            ObjectNode issue = api.sample("issue");
            issue.put("number", next++).put("state", "open").put("html_url", "https://github.example/issue/" + next);
            issue.set("user", api.sample("simple-user").put("login", AUTHOR));
            body.properties().forEach(field -> issue.set(field.getKey(), field.getValue()));
            issues.add(issue);
            return issue;
        }
        ObjectNode issue = issues.stream()
                .filter(one -> path.endsWith("/" + one.path("number").asLong()))
                .findFirst()
                .orElseThrow();
        body.properties().forEach(field -> issue.set(field.getKey(), field.getValue()));
        return issue;
    }

    static ArrayNode page(List<ObjectNode> all, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("per_page", "30"));
        int first = (Integer.parseInt(query.getOrDefault("page", "1")) - 1) * size;
        ArrayNode page = TerraformJson.object().putArray("page");
        all.stream().skip(first).limit(size).forEach(page::add);
        return page;
    }

    private JsonNode minimize(JsonNode body) {
        String query = body.path("query").asText();
        Matcher call = Pattern.compile("minimizeComment\\(input: \\{subjectId: \\$id, classifier: ([A-Z_]+)\\}\\)")
                .matcher(query);
        String schema = groundplan.testing.Repository.text(
                groundplan.testing.Repository.root().resolve("test/groundplan/forge/github-api.graphql"));
        if (!call.find()
                || !Pattern.compile("(?m)^\\s+" + call.group(1) + "$")
                        .matcher(schema)
                        .find()
                || !schema.contains("subjectId: ID!")
                || !query.contains("isMinimized")) {
            violations.add("GraphQL: " + query);
        }
        if (readOnly) {
            return errors("FORBIDDEN", "Resource not accessible by integration");
        }
        comments.stream()
                .filter(comment ->
                        comment.path("node_id").equals(body.path("variables").path("id")))
                .forEach(comment -> comment.putObject("minimized").put("reason", "outdated"));
        ObjectNode answer = TerraformJson.object();
        answer.putObject("data")
                .putObject("minimizeComment")
                .putObject("minimizedComment")
                .put("isMinimized", true);
        return answer;
    }

    private static JsonNode errors(String type, String message) {
        ObjectNode answer = TerraformJson.object();
        answer.putArray("errors").addObject().put("type", type).put("message", message);
        return answer;
    }

    private static ObjectNode error(String message) {
        return TerraformJson.object()
                .put("message", message)
                .put("documentation_url", "https://docs.github.com/rest")
                .put("status", "403");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String text = exchange.getRequestURI().getQuery();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = status == 204 ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
