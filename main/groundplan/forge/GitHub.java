package groundplan.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.VisibleText;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client for GitHub's API, for one repository. */
public final class GitHub {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 300;
    private static final int FOUND = 302;
    private static final int FIRST_ERROR = 300;

    private final String api;
    private final String graphql;
    private final String token;
    private final String repository;
    private final GitHubRequests requests;

    private GitHub(String api, String graphql, String token, String repository, RequestWaits waits) {
        this.api = api;
        this.graphql = graphql;
        this.token = token;
        this.repository = repository;
        this.requests = new GitHubRequests(waits);
    }

    /**
     * The repository that a workflow runs for.
     *
     * @param variables {@code GITHUB_TOKEN} and {@code GITHUB_REPOSITORY}; {@code GITHUB_API_URL} and
     *     {@code GITHUB_GRAPHQL_URL} unless it is the public one
     * @throws IllegalArgumentException when one of the first two is missing
     */
    public static GitHub of(Map<String, String> variables) {
        return of(variables, RequestWaits.real());
    }

    static GitHub of(Map<String, String> variables, RequestWaits waits) {
        String repository = variables.getOrDefault("GITHUB_REPOSITORY", "");
        String token = variables.getOrDefault("GITHUB_TOKEN", "");
        if (!repository.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+") || token.isBlank()) {
            throw new IllegalArgumentException(
                    "GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN must be set to access GitHub");
        }
        String api = variables.getOrDefault("GITHUB_API_URL", "https://api.github.com");
        return new GitHub(
                api, variables.getOrDefault("GITHUB_GRAPHQL_URL", api + "/graphql"), token, repository, waits);
    }

    /** GitHub refused a request. */
    public static final class GitHubRefusal extends IOException {
        private static final long serialVersionUID = 1;
        private static final int FORBIDDEN = 403;
        private static final int NOT_FOUND = 404;
        private static final int GONE = 410;
        private final int status;
        private final boolean limited;

        /** @param limited whether it was refused because there were too many requests, whoever sends it */
        GitHubRefusal(int status, boolean limited, String message) {
            super(message);
            this.status = status;
            this.limited = limited;
        }

        /** Whether the token lacks a permission, which GitHub reports for some resources as "not found". */
        public boolean forbidden() {
            return !limited && (status == FORBIDDEN || status == NOT_FOUND);
        }

        /** Whether it was refused because nobody without write access may comment any more. */
        public boolean locked() {
            return status == FORBIDDEN && getMessage().contains("is locked");
        }

        /** Whether what the request is about does not exist, or no longer. */
        public boolean gone() {
            return status == NOT_FOUND || status == GONE;
        }
    }

    /** All entries of a list. */
    List<JsonNode> list(String path, String query) throws IOException {
        return list(path, query, "");
    }

    /**
     * All entries of a list.
     *
     * @param name of the list in each response; empty if the response is the list
     */
    List<JsonNode> list(String path, String query, String name) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            URI to = URI.create(api + "/repos/" + repository + path + "?per_page=" + PAGE + "&page=" + page + query);
            HttpResponse<String> response = answered(request("GET", to, null), true);
            JsonNode answer = parse(response.body());
            JsonNode found = name.isEmpty() ? answer : answer.path(name);
            if (!found.isArray()) {
                // A part of a list would be worse than none: what is not in it would be written again.
                throw new IOException("GitHub did not answer GET " + path + " with a list"
                        + (answer.has("message")
                                ? ": " + VisibleText.line(answer.path("message").asText())
                                : "")
                        + "; a proxy may have answered in its place");
            }
            found.forEach(all::add);
            Optional<String> links = response.headers().firstValue("Link");
            if (links.map(link -> !link.contains("rel=\"next\"")).orElse(found.size() < PAGE)) {
                return all;
            }
        }
        throw new IOException("GitHub has more than " + MOST_PAGES * PAGE + " entries of " + path);
    }

    /** Changes something, and says its URL; empty if somebody deleted it. */
    Optional<String> update(String path, ObjectNode body) throws IOException {
        try {
            return Optional.of(send("PATCH", path, body).path("html_url").asText());
        } catch (GitHubRefusal e) {
            if (!e.gone()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Sends a request which has the same effect if it is sent again. */
    JsonNode send(String method, String path, ObjectNode body) throws IOException {
        return parse(answered(request(method, URI.create(api + "/repos/" + repository + path), body), true)
                .body());
    }

    /** What tells whether something was created, although GitHub did not say so. */
    interface Created {
        Optional<JsonNode> find() throws IOException;
    }

    /** Creates something, once: if it is not known whether that had an effect, it is looked for before it is tried again. */
    JsonNode create(String path, ObjectNode body, Created created) throws IOException {
        HttpRequest request = request("POST", URI.create(api + "/repos/" + repository + path), body);
        for (int attempt = 1; ; attempt++) {
            try {
                JsonNode answer = parse(answered(request, false).body());
                if (!answer.has("html_url")) {
                    throw new IOException("GitHub did not say that POST " + path
                            + " created anything; a proxy may have answered in its place");
                }
                return answer;
            } catch (GitHubRequests.Uncertain e) {
                requests.pause(attempt, e);
                Optional<JsonNode> there = created.find();
                if (there.isPresent()) {
                    return there.get();
                }
            }
        }
    }

    /**
     * Downloads a file from where GitHub redirects to. The token is not sent there.
     *
     * @throws GitHubRefusal when it no longer exists
     */
    byte[] download(String path) throws IOException {
        HttpResponse<String> pointer =
                requests.send(request("GET", URI.create(api + "/repos/" + repository + path), null), true);
        if (pointer.statusCode() != FOUND) {
            throw refused(pointer, "GET", path);
        }
        URI place =
                URI.create(api).resolve(pointer.headers().firstValue("Location").orElse(""));
        HttpResponse<byte[]> file = requests.bytes(HttpRequest.newBuilder(place)
                .timeout(PATIENCE)
                .header("User-Agent", "groundplan")
                .build());
        if (file.statusCode() >= FIRST_ERROR) {
            throw new GitHubRefusal(
                    file.statusCode(), false, "GitHub answered " + file.statusCode() + " to the download of " + path);
        }
        return file.body();
    }

    /** Hides a comment as outdated, which only GitHub's GraphQL API can do. */
    void hide(String nodeId) throws IOException {
        ObjectNode body = TerraformJson.object()
                .put(
                        "query",
                        "mutation($id: ID!) { minimizeComment(input: {subjectId: $id,"
                                + " classifier: OUTDATED}) { minimizedComment { isMinimized } } }");
        body.putObject("variables").put("id", nodeId);
        JsonNode answer =
                parse(answered(request("POST", URI.create(graphql), body), true).body());
        String type = answer.path("errors").path(0).path("type").asText();
        if (type.equals("NOT_FOUND")) {
            // Somebody deleted it.
            return;
        }
        if (answer.path("errors").size() > 0) {
            throw new GitHubRefusal(
                    type.equals("FORBIDDEN") ? GitHubRefusal.FORBIDDEN : 0,
                    false,
                    "cannot hide a comment: "
                            + answer.path("errors").path(0).path("message").asText());
        }
    }

    private HttpRequest request(String method, URI to, ObjectNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "groundplan")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }

    private HttpResponse<String> answered(HttpRequest request, boolean repeatable) throws IOException {
        HttpResponse<String> response = requests.send(request, repeatable);
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(response, request.method(), request.uri().getPath());
        }
        return response;
    }

    private static GitHubRefusal refused(HttpResponse<String> response, String method, String path) throws IOException {
        return new GitHubRefusal(
                response.statusCode(),
                RequestWaits.limited(response),
                "GitHub answered " + response.statusCode() + " to " + method + " " + path + ": "
                        + VisibleText.line(
                                parse(response.body()).path("message").asText()));
    }

    private static JsonNode parse(String text) throws IOException {
        try {
            return text.isBlank() ? TerraformJson.object() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TerraformJson.object().put("message", "the response is not JSON");
        }
    }
}
