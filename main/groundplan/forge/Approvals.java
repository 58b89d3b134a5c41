package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Approvals: of pull requests by reviews, of workflow runs by the reviewers of an environment. What is uncertain is not approved. */
public final class Approvals {
    private static final Set<String> DECISIONS = Set.of("APPROVED", "CHANGES_REQUESTED", "DISMISSED");
    private static final Set<String> MAY_WRITE = Set.of("admin", "write");

    private final GitHub github;

    /** @param github the repository */
    public Approvals(GitHub github) {
        this.github = github;
    }

    /**
     * When the merged commit of a pull request was last approved, by a person with write access who did not open it. Approvals
     * of earlier commits do not count, and none does while another such person requests changes.
     */
    Optional<Instant> of(PullRequest pull) throws IOException {
        Map<String, JsonNode> last = new LinkedHashMap<>();
        for (JsonNode review : github.list("/pulls/" + pull.number() + "/reviews", "")) {
            JsonNode user = review.path("user");
            String login = user.path("login").asText();
            if (DECISIONS.contains(review.path("state").asText())
                    && user.path("type").asText().equals("User")
                    && !login.equals(pull.author())) {
                last.put(login, review);
            }
        }
        Optional<Instant> newest = Optional.empty();
        for (Map.Entry<String, JsonNode> one : last.entrySet()) {
            JsonNode review = one.getValue();
            String state = review.path("state").asText();
            if (state.equals("DISMISSED") || !mayWrite(one.getKey())) {
                continue;
            }
            if (state.equals("CHANGES_REQUESTED")) {
                return Optional.empty();
            }
            if (review.path("commit_id").asText().equals(pull.head()) && review.hasNonNull("submitted_at")) {
                Instant when = Instant.parse(review.path("submitted_at").asText());
                newest = newest.filter(known -> known.isAfter(when)).or(() -> Optional.of(when));
            }
        }
        return newest;
    }

    /**
     * Who approved a run's deployment to an environment with required reviewers.
     *
     * @param run the workflow run
     * @param environment its name on GitHub
     * @return the login; empty if the environment requires no reviewers, or none of them approved
     */
    public Optional<String> of(long run, String environment) throws IOException {
        boolean asks = false;
        for (JsonNode rule : github.send("GET", "/environments/" + encoded(environment), null)
                .path("protection_rules")) {
            asks |= rule.path("type").asText().equals("required_reviewers")
                    && !rule.path("reviewers").isEmpty();
        }
        if (!asks) {
            return Optional.empty();
        }
        for (JsonNode review : github.send("GET", "/actions/runs/" + run + "/approvals", null)) {
            boolean here = false;
            for (JsonNode one : review.path("environments")) {
                here |= one.path("name").asText().equals(environment);
            }
            if (here
                    && review.path("state").asText().equals("approved")
                    && review.path("user").path("type").asText().equals("User")) {
                return Optional.of(review.path("user").path("login").asText());
            }
        }
        return Optional.empty();
    }

    private boolean mayWrite(String login) throws IOException {
        try {
            return MAY_WRITE.contains(github.send("GET", "/collaborators/" + encoded(login) + "/permission", null)
                    .path("permission")
                    .asText());
        } catch (GitHub.GitHubRefusal e) {
            if (e.forbidden()) {
                return false;
            }
            throw e;
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
