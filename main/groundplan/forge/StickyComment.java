package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The only comment of a scope on a pull request. It is found by its marker and its author, as anybody can write a marker. */
public final class StickyComment {
    /**
     * Below GitHub's limit, which its message gives as 65,536 characters. For comments it is 262,144 bytes, which are as many characters
     * of four bytes; for other texts it is that number of characters. A text of fewer bytes is below all of them.
     */
    public static final int MOST_BYTES = 60_000;

    /** What happens to the previous comment. */
    public enum Mode {
        UPDATE,
        NEW,
        HIDE_AND_NEW,
        DELETE_AND_NEW
    }

    private final GitHub github;
    private final long number;
    private final String author;

    /**
     * @param number the number of the pull request
     * @param author the login that the token writes as, such as {@code github-actions[bot]}
     */
    public StickyComment(GitHub github, long number, String author) {
        this.github = github;
        this.number = number;
        this.author = author;
    }

    /**
     * Writes the comment.
     *
     * @param scope its subject: each scope has a comment of its own
     * @param payload what the marker contains in addition to the scope
     * @param body the text, without marker
     * @return its URL
     * @throws IllegalArgumentException when it is too long
     */
    public String write(String scope, ObjectNode payload, String body, Mode mode) throws IOException {
        String text = text(scope, payload, body);
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("a comment may have at most " + MOST_BYTES + " bytes");
        }
        List<JsonNode> earlier = mode == Mode.NEW ? List.of() : earlier(scope);
        ObjectNode request = TerraformJson.object().put("body", text);
        Optional<String> updated = mode == Mode.UPDATE && !earlier.isEmpty()
                ? github.update("/issues/comments/" + last(earlier).path("id").asLong(), request)
                : Optional.empty();
        if (updated.isPresent()) {
            // Two runs at once may each have written one.
            for (JsonNode other : earlier.subList(0, earlier.size() - 1)) {
                delete(other);
            }
            return updated.get();
        }
        // The new one first: if that fails, the old one still exists.
        String url = github.create("/issues/" + number + "/comments", request, () -> earlier(scope).stream()
                        .filter(comment -> !earlier.contains(comment)
                                && comment.path("body").asText().equals(text))
                        .reduce((first, later) -> later))
                .path("html_url")
                .asText();
        for (JsonNode comment : earlier) {
            if (mode == Mode.HIDE_AND_NEW) {
                github.hide(comment.path("node_id").asText());
            } else {
                delete(comment);
            }
        }
        return url;
    }

    private void delete(JsonNode comment) throws IOException {
        try {
            github.send("DELETE", "/issues/comments/" + comment.path("id").asLong(), null);
        } catch (GitHub.GitHubRefusal e) {
            if (!e.gone()) {
                throw e;
            }
        }
    }

    /** How many bytes the marker leaves for the text. */
    public static int room(String scope, ObjectNode payload) {
        return MOST_BYTES - text(scope, payload, "").getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(String scope, ObjectNode payload, String body) {
        ObjectNode all = payload.deepCopy();
        all.put("scope", scope);
        return Marker.line(all) + body;
    }

    private List<JsonNode> earlier(String scope) throws IOException {
        return github.list("/issues/" + number + "/comments", "").stream()
                .filter(comment -> comment.path("user").path("login").asText().equals(author))
                .filter(comment -> Marker.read(comment.path("body").asText())
                        .map(payload -> payload.path("scope").asText().equals(scope))
                        .orElse(false))
                .toList();
    }

    private static JsonNode last(List<JsonNode> comments) {
        return comments.get(comments.size() - 1);
    }
}
