package groundplan.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every workflow and action, of this repository and of a new one, whoever adds one: what a stranger's text, code or
 * timing could otherwise do.
 */
class WorkflowRulesTest {
    private static final Path WORKFLOWS = Repository.root().resolve(".github/workflows");
    private static final List<Path> FOLDERS =
            List.of(Repository.root().resolve(".github"), WorkflowTemplatesTest.TEMPLATES.resolve(".github"));

    private static final Tool TOOLS =
            new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());

    @TempDir
    Path folder;

    static List<String> workflows() throws IOException {
        return files("/workflows/");
    }

    static List<String> workflowsAndActions() throws IOException {
        List<String> all = new ArrayList<>(workflows());
        all.addAll(actions());
        return all;
    }

    static List<String> actions() throws IOException {
        return files("/actions/");
    }

    /** Their names, relative to the folder of this repository's workflows. */
    private static List<String> files(String folder) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path github : FOLDERS) {
            try (Stream<Path> files = Files.walk(github)) {
                files.filter(file -> Repository.shown(file).contains(folder)
                                && file.toString().endsWith(".yml"))
                        .map(file -> WORKFLOWS.relativize(file).toString())
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void nothingOfAnEventReachesAShell(String name) throws IOException {
        steps(name)
                .forEach((step, json) -> assertFalse(json.path("run").asText().contains("${{"), step));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void nobodysCodeRunsWithTheRightsOfThisRepository(String name) throws IOException {
        // Read as YAML 1.1, "on" is a boolean.
        JsonNode workflow = workflow(name);
        JsonNode triggers = workflow.has("on") ? workflow.path("on") : workflow.path("true");
        assertTrue(triggers.size() > 0, name);
        assertFalse(
                triggers.has("pull_request_target") || triggers.has("workflow_run") || triggers.has("issue_comment"),
                name);
        if (triggers.has("pull_request")) {
            workflow.path("jobs").properties().forEach(job -> {
                if (job.getValue().path("permissions").has("id-token")) {
                    assertTrue(
                            job.getValue()
                                    .path("if")
                                    .asText()
                                    .contains("github.event.pull_request.head.repo.full_name == github.repository"),
                            job.getKey());
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aTokenGetsWhatItsJobNeedsAndIsNotLeftBehind(String name) throws IOException {
        JsonNode rights = workflow(name).path("permissions");
        assertTrue(
                rights.isObject()
                        && (rights.isEmpty()
                                || rights.size() == 1
                                        && rights.path("contents").asText().equals("read")),
                () -> name + " gives all of its jobs " + rights);
        workflow(name).path("jobs").properties().forEach(job -> job.getValue().path("permissions").properties().stream()
                .filter(right -> right.getValue().asText().equals("write"))
                .forEach(right -> assertTrue(
                        List.of("id-token", "pull-requests", "security-events", "issues")
                                        .contains(right.getKey())
                                // A release is part of the repository's contents, and its attestations are kept beside
                                // them.
                                || name.equals("release.yml")
                                        && List.of("contents", "attestations").contains(right.getKey()),
                        job.getKey())));
        steps(name).forEach((step, json) -> {
            if (json.path("uses").asText().startsWith("actions/checkout@")) {
                assertEquals(
                        "false", json.path("with").path("persist-credentials").asText(), step);
            }
        });
    }

    /** Actionlint looks at the scripts of workflows only. */
    @ParameterizedTest
    @MethodSource("actions")
    void theScriptsOfActionsAreCleanForShellcheck(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(TOOLS.path("shellcheck").toString(), "--shell=bash"));
        for (JsonNode step : steps(name).values()) {
            if (step.has("shell")) {
                Path script = Files.createTempFile(folder, "step", ".sh");
                Files.writeString(script, step.path("run").asText() + "\n");
                command.add(script.toString());
            }
        }
        assertTrue(command.size() > 2, () -> name + " has no script");
        ProcessRunner.Result result = new ProcessRunner(command, folder, Map.of()).quietly();
        assertEquals(0, result.exit(), () -> name + ": " + result.output());
    }

    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void actionsArePinnedToACommit(String name) throws IOException {
        steps(name).forEach((step, json) -> {
            String uses = json.path("uses").asText();
            assertTrue(
                    uses.isEmpty() || uses.startsWith("./") || uses.matches("[\\w./-]+@[0-9a-f]{40}"),
                    step + ": " + uses);
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void whatChangesAnEnvironmentIsProtectedByItAndNeverCancelled(String name) throws IOException {
        JsonNode workflow = workflow(name);
        boolean cancels =
                workflow.path("concurrency").path("cancel-in-progress").asBoolean(true);
        workflow.path("jobs").properties().forEach(job -> {
            boolean changes = false;
            for (JsonNode step : job.getValue().path("steps")) {
                String role = step.path("with").path("role-to-assume").asText()
                        + step.path("with").path("role").asText();
                changes |= !role.isEmpty() && !role.contains("PLAN_ROLE");
            }
            if (changes) {
                assertTrue(job.getValue().has("environment"), job.getKey());
                assertFalse(cancels, job.getKey());
            }
            assertTrue(job.getValue().has("uses") || job.getValue().has("timeout-minutes"), job.getKey());
        });
    }

    private static Map<String, JsonNode> steps(String name) throws IOException {
        Map<String, JsonNode> steps = new TreeMap<>();
        JsonNode action = workflow(name).path("runs").path("steps");
        for (int i = 0; i < action.size(); i++) {
            steps.put(name + " step " + (i + 1), action.get(i));
        }
        workflow(name).path("jobs").properties().forEach(job -> {
            List<JsonNode> all = new ArrayList<>();
            job.getValue().path("steps").forEach(all::add);
            for (int i = 0; i < all.size(); i++) {
                steps.put(name + " " + job.getKey() + " step " + (i + 1), all.get(i));
            }
        });
        return steps;
    }

    private static JsonNode workflow(String name) throws IOException {
        return new YAMLMapper().readTree(Files.readString(WORKFLOWS.resolve(name)));
    }
}
