package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.PlanJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The plans of one environment that reviewers saw before they approved the pull requests of some commits. A plan counts if
 * the pull request's comment showed it completely, if it is stored unaltered as an artifact of this repository's own run on the
 * commit that was approved, and if that was created before the approval.
 */
public final class ReviewedPlans {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final GitHub github;
    private final String author;
    private final String scope;
    private final String artifact;
    private final UnaryOperator<String> digest;
    private final List<EnvironmentPlan> plans = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /**
     * @param author the login that writes the comments
     * @param scope the comment's scope
     * @param artifact the name of the artifact in which a pull request's run stores the environment's plan
     * @param digest computes the digest of a plan's file, as in the comment
     */
    public ReviewedPlans(GitHub github, String author, String scope, String artifact, UnaryOperator<String> digest) {
        this.github = github;
        this.author = author;
        this.scope = scope;
        this.artifact = artifact;
        this.digest = digest;
    }

    /**
     * Finds the plans.
     *
     * @param commits the commits that are deployed now and were not before, the newest first
     * @param environment {@code <system>/<environment>}
     */
    public void find(List<String> commits, String environment) throws IOException {
        Map<Long, PullRequest> pulls = new LinkedHashMap<>();
        for (String commit : commits) {
            List<PullRequest> merged = github.list("/commits/" + commit + "/pulls", "").stream()
                    .filter(pull -> pull.hasNonNull("merged_at"))
                    .map(PullRequest::of)
                    .filter(pull -> commits.contains(pull.merged()))
                    .toList();
            if (merged.isEmpty()) {
                told.add("commit " + commit + " was not merged through a pull request");
            }
            merged.forEach(pull -> pulls.put(pull.number(), pull));
        }
        for (PullRequest pull : pulls.values()) {
            find(pull, environment);
        }
    }

    /** The plans. */
    public List<EnvironmentPlan> plans() {
        return List.copyOf(plans);
    }

    /** Messages that say what was found, and what does not count and why. */
    public List<String> told() {
        return List.copyOf(told);
    }

    private void find(PullRequest pull, String environment) throws IOException {
        String name = "pull request #" + pull.number();
        Optional<Instant> approved = new Approvals(github).of(pull);
        if (approved.isEmpty()) {
            told.add(name + " was not approved by anyone with write access at its last commit, " + pull.head());
            return;
        }
        Optional<JsonNode> comment = comment(pull);
        String shown = comment.map(
                        payload -> payload.path("plans").path(environment).asText())
                .orElse("");
        if (comment.isPresent() && comment.get().path("truncated").asBoolean(true)) {
            told.add(name + " has a comment that omits plans because of its size, so they cannot have been reviewed");
        } else if (shown.isEmpty()) {
            told.add(name + " has no comment that shows a plan of " + environment + " at commit " + pull.head());
        } else {
            Optional<String> kept = kept(pull, approved.get(), shown);
            told.add(
                    kept.isPresent()
                            ? name + read(kept.get(), environment)
                            : name + " was approved, but the plan that its comment shows was not found: no artifact '"
                                    + artifact
                                    + "' of commit " + pull.head()
                                    + " has the SHA-256 of the comment, was created before"
                                    + " the approval, and still exists");
        }
    }

    /** Adds an approved plan, and says what was approved. */
    private String read(String plan, String environment) {
        try {
            plans.add(PlanJson.read(plan));
            return " was approved with a plan of " + environment;
        } catch (IllegalArgumentException e) {
            return " was approved with a plan of " + environment + " that cannot be used: " + e.getMessage();
        }
    }

    private Optional<JsonNode> comment(PullRequest pull) throws IOException {
        return github.list("/issues/" + pull.number() + "/comments", "").stream()
                .filter(comment -> comment.path("user").path("login").asText().equals(author))
                .flatMap(comment -> Marker.read(comment.path("body").asText()).stream())
                .filter(payload -> payload.path("scope").asText().equals(scope)
                        && payload.path("commit").asText().equals(pull.head()))
                .reduce((earlier, later) -> later);
    }

    /** The text of the plan's file, if there is an artifact with the digest that the comment shows. */
    private Optional<String> kept(PullRequest pull, Instant approved, String shown) throws IOException {
        for (JsonNode one : github.list("/actions/artifacts", "&name=" + artifact, "artifacts")) {
            JsonNode run = one.path("workflow_run");
            // A fork's run can store anything under this name, but not as a run of this repository.
            boolean ours =
                    run.hasNonNull("repository_id") && run.path("repository_id").equals(run.path("head_repository_id"));
            if (ours
                    && run.path("head_sha").asText().equals(pull.head())
                    && !one.path("expired").asBoolean()
                    && one.hasNonNull("created_at")
                    && !Instant.parse(one.path("created_at").asText()).isAfter(approved)) {
                Optional<String> text = text(one.path("id").asLong())
                        .filter(file -> digest.apply(file).equals(shown));
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> text(long id) throws IOException {
        try {
            return unpacked(github.download("/actions/artifacts/" + id + "/zip"));
        } catch (GitHub.GitHubRefusal e) {
            if (!e.gone()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The only file of an archive. */
    private static Optional<String> unpacked(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || entry.isDirectory()) {
                return Optional.empty();
            }
            byte[] bytes = zip.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES || zip.getNextEntry() != null
                    ? Optional.empty()
                    : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
