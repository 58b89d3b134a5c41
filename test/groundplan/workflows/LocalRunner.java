package groundplan.workflows;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.json.TerraformJson;
import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs workflows on this machine: each job in a checkout of its own, the {@code run:} steps with bash as GitHub does, those of
 * composite actions too, artifacts and outputs passed on. Actions of others are stood in for: what they would install is there, and
 * credentials are only noted.
 */
final class LocalRunner {
    /** How a workflow of another repository names an action of this one. */
    static final String ACTIONS = "example/groundplan/";

    private final Path workflows;
    private final Path repository;
    private final Path folder;
    private final Map<String, String> variables;
    private final ObjectNode github;
    private final ObjectNode vars;
    private final List<String> log = new ArrayList<>();
    private final StringBuilder summaries = new StringBuilder();
    private final StringBuilder output = new StringBuilder();
    private int checkouts;

    /**
     * @param workflows the folder of the workflows
     * @param repository what is checked out, with the actions
     * @param folder for checkouts and artifacts
     * @param variables the environment of all steps
     * @param github what the event says
     * @param vars the repository's variables
     */
    LocalRunner(
            Path workflows,
            Path repository,
            Path folder,
            Map<String, String> variables,
            ObjectNode github,
            ObjectNode vars) {
        this.workflows = workflows;
        this.repository = repository;
        this.folder = folder;
        this.variables = variables;
        this.github = github;
        this.vars = vars;
    }

    /** What the event says. */
    ObjectNode github() {
        return github;
    }

    /** Which jobs ran, and how each ended; which roles were taken on. */
    List<String> log() {
        return log;
    }

    /** What all jobs' summaries say. */
    String summaries() {
        return summaries.toString();
    }

    /** What all steps printed. */
    String output() {
        return output.toString();
    }

    /** Runs a workflow; answers with the results of its jobs. */
    Map<String, String> run(String workflow) throws Exception {
        return run(workflow, TerraformJson.object(), "");
    }

    private Map<String, String> run(String workflow, ObjectNode inputs, String prefix) throws Exception {
        JsonNode jobs = new YAMLMapper()
                .readTree(Files.readString(workflows.resolve(workflow)))
                .path("jobs");
        Map<String, String> results = new LinkedHashMap<>();
        ObjectNode needs = TerraformJson.object();
        while (results.size() < jobs.size()) {
            for (var entry : jobs.properties()) {
                List<String> before = list(entry.getValue().path("needs"));
                if (!results.containsKey(entry.getKey()) && results.keySet().containsAll(before)) {
                    results.put(
                            entry.getKey(),
                            job(prefix + entry.getKey(), entry.getKey(), entry.getValue(), before, needs, inputs));
                }
            }
        }
        return results;
    }

    private String job(String name, String id, JsonNode job, List<String> before, ObjectNode needs, ObjectNode inputs)
            throws Exception {
        boolean failed = before.stream()
                .anyMatch(need -> !needs.path(need).path("result").asText().matches("success|skipped"));
        boolean skipped = before.stream()
                .anyMatch(need -> needs.path(need).path("result").asText().equals("skipped"));
        ObjectNode contexts = contexts(needs, inputs, TerraformJson.object());
        // A job behind one that was skipped is skipped too, unless its condition asks for states.
        String condition = job.path("if").asText();
        if (!Expression.holds(condition, contexts, failed || skipped && !condition.contains("()"), file -> false)
                || condition.isBlank() && skipped) {
            log.add(name + ": skipped");
            needs.putObject(id).put("result", "skipped").putObject("outputs");
            return "skipped";
        }
        JsonNode include = TerraformJson.read("{\"include\":[{}]}").path("include");
        if (job.path("strategy").has("matrix")) {
            include = TerraformJson.read(
                            Expression.fill(job.path("strategy").path("matrix").asText(), contexts))
                    .path("include");
        }
        String result = "success";
        ObjectNode outputs = TerraformJson.object();
        for (JsonNode matrix : include) {
            ObjectNode own = contexts(needs, inputs, (ObjectNode) matrix);
            String label = name
                    + (matrix.has("environment")
                            ? " " + matrix.path("environment").asText()
                            : "");
            boolean well;
            if (job.has("uses")) {
                ObjectNode with = TerraformJson.object();
                job.path("with")
                        .properties()
                        .forEach(input -> with.put(
                                input.getKey(), Expression.fill(input.getValue().asText(), own)));
                String called = job.path("uses").asText();
                well = run(called.substring(called.lastIndexOf('/') + 1), with, label + " / ").values().stream()
                        .noneMatch("failure"::equals);
            } else {
                well = steps(label, job, own, outputs);
            }
            log.add(label + ": " + (well ? "success" : "failure"));
            result = well ? result : "failure";
        }
        ObjectNode done = needs.putObject(id).put("result", result);
        done.set("outputs", outputs);
        return result;
    }

    private ObjectNode contexts(ObjectNode needs, ObjectNode inputs, ObjectNode matrix) {
        ObjectNode contexts = TerraformJson.object();
        contexts.set("github", github);
        contexts.set("vars", vars);
        contexts.set("needs", needs);
        contexts.set("inputs", inputs);
        contexts.set("matrix", matrix);
        return contexts;
    }

    private boolean steps(String label, JsonNode job, ObjectNode contexts, ObjectNode outputs) throws Exception {
        Path work = folder.resolve("work-" + ++checkouts);
        shell(
                folder,
                Map.of(),
                "git clone -q '" + repository + "' '" + work + "' && cd '" + work + "' && git checkout -q "
                        + github.path("sha").asText());
        Path summary = Files.createTempFile(folder, "summary", ".md");
        String environment = Expression.fill(job.path("environment").asText(), contexts);
        boolean well = new Steps(label, work, summary, environment).run(job.path("steps"), contexts, Map.of());
        summaries.append(Files.readString(summary));
        fill(job.path("outputs"), "", contexts, outputs);
        return well;
    }

    /** Sets outputs, of which each is an expression, or a field of it is. */
    private static void fill(JsonNode declared, String field, ObjectNode contexts, ObjectNode outputs) {
        declared.properties().forEach(one -> {
            JsonNode value = field.isEmpty() ? one.getValue() : one.getValue().path(field);
            outputs.put(one.getKey(), Expression.fill(value.asText(), contexts));
        });
    }

    /**
     * The steps of one job, and those of the composite actions that it uses.
     *
     * @param work the checkout
     * @param environment the GitHub environment; empty without one
     */
    private final class Steps {
        private final String label;
        private final Path work;
        private final Path summary;
        private final String environment;

        Steps(String label, Path work, Path summary, String environment) {
            this.label = label;
            this.work = work;
            this.summary = summary;
            this.environment = environment;
        }

        /** Runs them; false if one fails. Those after it are skipped, unless their condition asks for states. */
        boolean run(JsonNode all, ObjectNode contexts, Map<String, String> variables) throws Exception {
            ObjectNode steps = contexts.putObject("steps");
            boolean failed = false;
            for (JsonNode step : all) {
                if (Expression.holds(
                        step.path("if").asText(), contexts, failed, file -> Files.exists(work.resolve(file)))) {
                    ObjectNode outputs =
                            steps.putObject(step.path("id").asText("none")).putObject("outputs");
                    failed |= step.has("uses")
                            ? !use(step, contexts, outputs)
                            : shell(step, contexts, variables, outputs) != 0;
                }
            }
            return !failed;
        }

        private int shell(JsonNode step, ObjectNode contexts, Map<String, String> variables, ObjectNode outputs)
                throws IOException {
            Path set = Files.createTempFile(folder, "output", ".txt");
            Map<String, String> environment = new TreeMap<>(variables);
            environment.putAll(Map.of(
                    "GITHUB_OUTPUT",
                    set.toString(),
                    "GITHUB_STEP_SUMMARY",
                    summary.toString(),
                    "GITHUB_SHA",
                    github.path("sha").asText(),
                    "GITHUB_BASE_REF",
                    github.path("base_ref").asText()));
            step.path("env")
                    .properties()
                    .forEach(variable -> environment.put(
                            variable.getKey(),
                            Expression.fill(variable.getValue().asText(), contexts)));
            String inside = Expression.fill(step.path("working-directory").asText("."), contexts);
            int exit = LocalRunner.this.shell(
                    work.resolve(inside), environment, step.path("run").asText());
            Files.readAllLines(set)
                    .forEach(line ->
                            outputs.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
            return exit;
        }

        private boolean use(JsonNode step, ObjectNode contexts, ObjectNode outputs) throws Exception {
            String uses = step.path("uses").asText();
            return uses.startsWith("./")
                    ? composite(work.resolve(uses).normalize(), step.path("with"), contexts, outputs)
                    : uses.startsWith(ACTIONS)
                            ? composite(
                                    Repository.root()
                                            .resolve(uses.substring(ACTIONS.length())
                                                    .replaceFirst("@.*", "")),
                                    step.path("with"),
                                    contexts,
                                    outputs)
                            : action(label, step, contexts, work, environment);
        }

        private boolean composite(Path action, JsonNode with, ObjectNode contexts, ObjectNode outputs)
                throws Exception {
            JsonNode definition = new YAMLMapper().readTree(Files.readString(action.resolve("action.yml")));
            with.fieldNames()
                    .forEachRemaining(name -> assertTrue(
                            definition.path("inputs").has(name), () -> action.getFileName() + " takes no " + name));
            // It sees neither the job's needs and matrix nor the repository's variables.
            ObjectNode own = TerraformJson.object();
            own.set("github", github);
            ObjectNode inputs = TerraformJson.object();
            definition.path("inputs").properties().forEach(input -> {
                JsonNode given = with.path(input.getKey());
                assertTrue(
                        !given.isMissingNode()
                                || !input.getValue().path("required").asBoolean(),
                        () -> action.getFileName() + " needs " + input.getKey());
                inputs.put(
                        input.getKey(),
                        given.isMissingNode()
                                ? Expression.fill(
                                        input.getValue().path("default").asText(), contexts)
                                : Expression.fill(given.asText(), contexts));
            });
            own.set("inputs", inputs);
            boolean well =
                    run(definition.path("runs").path("steps"), own, Map.of("GITHUB_ACTION_PATH", action.toString()));
            fill(definition.path("outputs"), "value", own, outputs);
            return well;
        }
    }

    private boolean action(String label, JsonNode step, ObjectNode contexts, Path work, String environment)
            throws IOException {
        String action = step.path("uses").asText().replaceFirst("@.*", "");
        Map<String, String> with = new TreeMap<>();
        if (!action.startsWith("actions/setup-") && !action.equals("actions/cache")) {
            step.path("with")
                    .properties()
                    .forEach(one -> with.put(
                            one.getKey(), Expression.fill(one.getValue().asText(), contexts)));
        }
        Path artifacts = folder.resolve("artifacts");
        switch (action) {
            case "actions/upload-artifact" -> {
                Path from = work.resolve(with.get("path"));
                if (!Files.exists(from)) {
                    return !"error".equals(with.get("if-no-files-found"));
                }
                Path to = Files.createDirectories(artifacts.resolve(with.get("name")))
                        .resolve(from.getFileName());
                Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            case "actions/download-artifact" -> {
                boolean one = with.containsKey("name");
                String names = one ? with.get("name") : with.get("pattern");
                Path into = work.resolve(with.getOrDefault("path", "."));
                try (Stream<Path> all = Files.exists(artifacts) ? Files.list(artifacts) : Stream.empty()) {
                    List<Path> found = all.filter(
                                    path -> path.getFileName().toString().matches(names.replace("*", ".*")))
                            .toList();
                    for (Path artifact : found) {
                        // Several keep a folder each; one does not, and neither does the only one that a pattern finds.
                        TestFiles.copyVisible(artifact, found.size() > 1 ? into.resolve(artifact.getFileName()) : into);
                    }
                    return !one || !found.isEmpty();
                }
            }
            case "aws-actions/configure-aws-credentials" -> {
                log.add(label + ": takes on " + with.get("role-to-assume")
                        + (environment.isBlank() ? "" : " in " + environment));
                return !with.get("role-to-assume").isBlank();
            }
            case "github/codeql-action/upload-sarif" -> {
                return Files.exists(work.resolve(with.get("sarif_file")));
            }
            default -> {
                // What it sets up is there.
            }
        }
        return true;
    }

    /** As GitHub's runners start it. */
    private int shell(Path work, Map<String, String> environment, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
                .directory(work.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        output.append("$ ")
                .append(script)
                .append('\n')
                .append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<String> list(JsonNode node) {
        List<String> all = new ArrayList<>();
        if (node.isTextual()) {
            all.add(node.asText());
        }
        node.forEach(one -> all.add(one.asText()));
        return all;
    }
}
