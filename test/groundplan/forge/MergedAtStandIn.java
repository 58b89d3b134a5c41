package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What GitHub knows of merged pull requests, their reviews and artifacts, and of runs and who approved them. */
public final class MergedAtStandIn {
    private static final int OURS = 1;
    private static final int FORK = 2;

    private final PublishedApi api;
    private final Map<String, List<ObjectNode>> pulls = new TreeMap<>();
    private final Map<String, ArrayNode> reviews = new TreeMap<>();
    private final Map<String, String> permissions = new TreeMap<>();
    private final List<ObjectNode> artifacts = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, ObjectNode> environments = new TreeMap<>();
    private final ArrayNode approvals = TerraformJson.object().putArray("approvals");
    private final List<ObjectNode> runs = new ArrayList<>();

    MergedAtStandIn(PublishedApi api) {
        this.api = api;
    }

    /** A pull request of somebody's that became a commit. */
    public MergedAtStandIn pull(int number, String author, String head, String commit) {
        ObjectNode pull = api.sample("pull-request-simple")
                .put("number", number)
                .put("state", "closed")
                .put("merge_commit_sha", commit)
                .put("merged_at", "2027-01-02T00:00:00Z");
        ((ObjectNode) pull.path("head")).put("sha", head);
        pull.set("user", user(author));
        pulls.computeIfAbsent(commit, key -> new ArrayList<>()).add(pull);
        return this;
    }

    /** What somebody who may write decided about a commit of a pull request. */
    public MergedAtStandIn review(int number, String login, String state, String commit, String time) {
        ObjectNode review = api.sample("pull-request-review")
                .put("state", state)
                .put("commit_id", commit)
                .put("submitted_at", time);
        review.set("user", user(login));
        reviews.computeIfAbsent("" + number, key -> TerraformJson.object().putArray("reviews"))
                .add(review);
        permissions.putIfAbsent(login, "write");
        return this;
    }

    /** What somebody may do. */
    public MergedAtStandIn permission(String login, String word) {
        permissions.put(login, word);
        return this;
    }

    /** A file that this repository's run on a commit kept. */
    public MergedAtStandIn artifact(String name, String text, String commit, String time) {
        keep(name, text, commit, time, OURS);
        return this;
    }

    /** A file that a fork's run on a commit kept. */
    public MergedAtStandIn artifactOfAFork(String name, String text, String commit, String time) {
        keep(name, text, commit, time, FORK);
        return this;
    }

    /** All artifacts are over. */
    public MergedAtStandIn expired() {
        artifacts.forEach(artifact -> artifact.put("expired", true));
        return this;
    }

    /** An environment that waits for reviewers. */
    public MergedAtStandIn reviewers(String environment, String login) {
        ObjectNode rule = api.sample("environment").put("name", environment);
        ObjectNode asks = rule.putArray("protection_rules")
                .addObject()
                .put("id", 1)
                .put("node_id", "GA")
                .put("type", "required_reviewers")
                .put("prevent_self_review", true);
        asks.putArray("reviewers").addObject().put("type", "User").set("reviewer", user(login));
        environments.put(environment, rule);
        return this;
    }

    /** What a reviewer said of this run. */
    public MergedAtStandIn decision(String environment, String login, String state) {
        ObjectNode approval = approvals.addObject().put("state", state).put("comment", "");
        approval.putArray("environments").addObject().put("id", 1).put("name", environment);
        approval.set("user", user(login));
        return this;
    }

    /** A run that deployed a commit to its end. */
    public MergedAtStandIn deployed(String commit) {
        runs.add(
                0,
                api.sample("workflow-run")
                        .put("head_sha", commit)
                        .put("status", "completed")
                        .put("conclusion", "success"));
        return this;
    }

    /** The answer to a question about these; empty for another one. */
    Optional<JsonNode> answer(String path, Map<String, String> query) {
        String[] parts = path.substring(1).split("/");
        if (path.matches("/commits/[^/]+/pulls")) {
            return Optional.of(StandIn.page(pulls.getOrDefault(parts[1], List.of()), query));
        }
        if (path.matches("/pulls/[0-9]+/reviews")) {
            List<ObjectNode> all = new ArrayList<>();
            reviews.getOrDefault(parts[1], TerraformJson.object().putArray("none"))
                    .forEach(one -> all.add((ObjectNode) one));
            return Optional.of(StandIn.page(all, query));
        }
        if (path.matches("/collaborators/[^/]+/permission")) {
            ObjectNode one = api.sample("repository-collaborator-permission");
            one.put("permission", permissions.getOrDefault(parts[1], "none")).put("role_name", "any");
            return Optional.of(one);
        }
        if (path.equals("/actions/artifacts")) {
            return Optional.of(wrapped(
                    "artifacts",
                    artifacts.stream()
                            .filter(one -> one.path("name").asText().equals(query.get("name")))
                            .toList(),
                    query));
        }
        if (path.matches("/environments/[^/]+")) {
            return Optional.of(environments.getOrDefault(
                    parts[1], api.sample("environment").put("name", parts[1])));
        }
        if (path.matches("/actions/runs/[0-9]+/approvals")) {
            return Optional.of(approvals);
        }
        return path.matches("/actions/workflows/[^/]+/runs")
                ? Optional.of(wrapped("workflow_runs", runs, query))
                : Optional.empty();
    }

    /** The archive of an artifact; it is kept elsewhere. */
    Optional<byte[]> file(String id) {
        return Optional.ofNullable(files.get(id));
    }

    private void keep(String name, String text, String commit, String time, int from) {
        int id = artifacts.size() + 1;
        ObjectNode artifact = api.sample("artifact")
                .put("id", id)
                .put("name", name)
                .put("expired", false)
                .put("created_at", time);
        artifact.putObject("workflow_run")
                .put("id", id)
                .put("repository_id", OURS)
                .put("head_repository_id", from)
                .put("head_branch", "change")
                .put("head_sha", commit);
        // The newest first, as GitHub lists them.
        artifacts.add(0, artifact);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("plan.json"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put("" + id, bytes.toByteArray());
    }

    private ObjectNode user(String login) {
        return api.sample("simple-user").put("login", login).put("type", login.endsWith("[bot]") ? "Bot" : "User");
    }

    private static ObjectNode wrapped(String name, List<ObjectNode> all, Map<String, String> query) {
        ObjectNode answer = TerraformJson.object().put("total_count", all.size());
        answer.set(name, StandIn.page(all, query));
        return answer;
    }
}
