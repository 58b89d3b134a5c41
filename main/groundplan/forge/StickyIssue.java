package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The only issue of a scope: opened when there is something to report, updated while there is, and closed when there is not. */
public final class StickyIssue {
    /** In characters. */
    private static final int LONGEST_TITLE = 256;

    private final GitHub github;
    private final String author;
    private final String label;

    /**
     * @param author the login that the token writes as
     * @param label the label of the issue
     */
    public StickyIssue(GitHub github, String author, String label) {
        this.github = github;
        this.author = author;
        this.label = label;
    }

    /** A title with as many names as GitHub accepts, and the number of further ones. */
    public static String title(String start, List<String> names) {
        for (int shown = names.size(); shown > 0; shown--) {
            String title = start
                    + String.join(", ", names.subList(0, shown))
                    + (shown < names.size() ? " and " + (names.size() - shown) + " more" : "");
            if (title.length() <= LONGEST_TITLE) {
                return title;
            }
        }
        return start + names.size();
    }

    /**
     * Opens the issue, or updates it.
     *
     * @param body the text, without marker
     * @return its URL
     */
    public String say(String scope, String title, String body) throws IOException {
        ObjectNode request = TerraformJson.object().put("title", title).put("body", marker(scope) + body);
        for (JsonNode open : open(scope)) {
            Optional<String> updated =
                    github.update("/issues/" + open.path("number").asLong(), request);
            if (updated.isPresent()) {
                return updated.get();
            }
        }
        request.putArray("labels").add(label);
        return github.create("/issues", request, () -> open(scope).stream().findFirst())
                .path("html_url")
                .asText();
    }

    /**
     * Closes the issue.
     *
     * @param why a last comment
     * @return the URL of the oldest issue, if one was open
     */
    public Optional<String> close(String scope, String why) throws IOException {
        Optional<String> closed = Optional.empty();
        // Two runs at once may each have opened one.
        for (JsonNode open : open(scope)) {
            closed = closed.or(() -> Optional.of(open.path("html_url").asText()));
            close(open.path("number").asLong(), why);
        }
        return closed;
    }

    private void close(long number, String why) throws IOException {
        String comments = "/issues/" + number + "/comments";
        github.create(comments, TerraformJson.object().put("body", why), () -> github.list(comments, "").stream()
                .filter(comment -> comment.path("user").path("login").asText().equals(author)
                        && comment.path("body").asText().equals(why))
                .findFirst());
        github.send(
                "PATCH",
                "/issues/" + number,
                TerraformJson.object().put("state", "closed").put("state_reason", "completed"));
    }

    private static String marker(String scope) {
        return Marker.line(TerraformJson.object().put("scope", scope));
    }

    /** Those that are open, the oldest first. */
    private List<JsonNode> open(String scope) throws IOException {
        List<JsonNode> issues = github.list("/issues", "&state=open&labels=" + label + "&sort=created&direction=asc");
        return issues.stream()
                .filter(issue -> !issue.has("pull_request"))
                .filter(issue -> issue.path("user").path("login").asText().equals(author))
                .filter(issue -> Marker.read(issue.path("body").asText())
                        .map(payload -> payload.path("scope").asText().equals(scope))
                        .orElse(false))
                .toList();
    }
}
