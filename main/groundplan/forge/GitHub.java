package groundplan.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client for GitHub's API, for one repository. */
public final class GitHub {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;
    private static final int ATTEMPTS = 3;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int FOUND = 302;
    private static final int FIRST_ERROR = 300;

    private final String api;
    private final String graphql;
    private final String token;
    private final String repository;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private GitHub(String api, String graphql, String token, String repository) {
        this.api = api;
        this.graphql = graphql;
        this.token = token;
        this.repository = repository;
    }

    /**
     * The repository that a workflow runs for.
     *
     * @param variables {@code GITHUB_TOKEN} and {@code GITHUB_REPOSITORY}; {@code GITHUB_API_URL} and
     *     {@code GITHUB_GRAPHQL_URL} unless it is the public one
     * @throws IllegalArgumentException when one of the first two is missing
     */
    public static GitHub of(Map<String, String> variables) {
        String repository = variables.getOrDefault("GITHUB_REPOSITORY", "");
        String token = variables.getOrDefault("GITHUB_TOKEN", "");
        if (!repository.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+") || token.isBlank()) {
            throw new IllegalArgumentException(
                    "GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN must be set to access GitHub");
        }
        String api = variables.getOrDefault("GITHUB_API_URL", "https://api.github.com");
        return new GitHub(api, variables.getOrDefault("GITHUB_GRAPHQL_URL", api + "/graphql"), token, repository);
    }

    /** GitHub refused a request. */
    public static final class GitHubRefusal extends IOException {
        private static final long serialVersionUID = 1;
        private static final int FORBIDDEN = 403;
        private static final int NOT_FOUND = 404;
        private final int status;

        GitHubRefusal(int status, String message) {
            super(message);
            this.status = status;
        }

        /** Whether the token lacks a permission, which GitHub reports for some resources as "not found". */
        public boolean forbidden() {
            return status == FORBIDDEN || status == NOT_FOUND;
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
            JsonNode answer = send("GET", path + "?per_page=" + PAGE + "&page=" + page + query, null);
            JsonNode found = name.isEmpty() ? answer : answer.path(name);
            found.forEach(all::add);
            if (found.size() < PAGE) {
                return all;
            }
        }
        return all;
    }

    JsonNode send(String method, String path, ObjectNode body) throws IOException {
        return send(method, URI.create(api + "/repos/" + repository + path), body);
    }

    /**
     * Downloads a file from where GitHub redirects to. The token is not sent there.
     *
     * @throws GitHubRefusal when it no longer exists
     */
    byte[] download(String path) throws IOException {
        HttpResponse<String> pointer = response(request("GET", URI.create(api + "/repos/" + repository + path), null));
        if (pointer.statusCode() != FOUND) {
            throw refused(pointer, "GET", path);
        }
        URI place =
                URI.create(api).resolve(pointer.headers().firstValue("Location").orElse(""));
        try {
            HttpResponse<byte[]> file = http.send(
                    HttpRequest.newBuilder(place)
                            .timeout(PATIENCE)
                            .header("User-Agent", "groundplan")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (file.statusCode() >= FIRST_ERROR) {
                throw new GitHubRefusal(
                        file.statusCode(), "GitHub answered " + file.statusCode() + " to the download of " + path);
            }
            return file.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for GitHub", e);
        }
    }

    /** Hides a comment as outdated, which only GitHub's GraphQL API can do. */
    void hide(String nodeId) throws IOException {
        ObjectNode body = TerraformJson.object()
                .put(
                        "query",
                        "mutation($id: ID!) { minimizeComment(input: {subjectId: $id,"
                                + " classifier: OUTDATED}) { minimizedComment { isMinimized } } }");
        body.putObject("variables").put("id", nodeId);
        JsonNode answer = send("POST", URI.create(graphql), body);
        if (answer.path("errors").size() > 0) {
            throw new GitHubRefusal(
                    answer.path("errors").path(0).path("type").asText().equals("FORBIDDEN")
                            ? GitHubRefusal.FORBIDDEN
                            : 0,
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

    private JsonNode send(String method, URI to, ObjectNode body) throws IOException {
        HttpResponse<String> response = response(request(method, to, body));
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(response, method, to.getPath());
        }
        return parse(response.body());
    }

    private static GitHubRefusal refused(HttpResponse<String> response, String method, String path) throws IOException {
        return new GitHubRefusal(
                response.statusCode(),
                "GitHub answered " + response.statusCode() + " to " + method + " " + path + ": "
                        + parse(response.body()).path("message").asText());
    }

    private HttpResponse<String> response(HttpRequest request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                boolean busy = response.statusCode() == BAD_GATEWAY || response.statusCode() == UNAVAILABLE;
                // A POST is not retried, because it may have had its effect.
                if (!busy || attempt == ATTEMPTS || request.method().equals("POST")) {
                    return response;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for GitHub", e);
            }
        }
    }

    private static JsonNode parse(String text) throws IOException {
        try {
            return text.isBlank() ? TerraformJson.object() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TerraformJson.object().put("message", "the response is not JSON");
        }
    }
}
