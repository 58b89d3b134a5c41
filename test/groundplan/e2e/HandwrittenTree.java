package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.cli.Main;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A repository with a tree of Terragrunt that people have written, on an emulator of its own. What is planned of each unit alone, and
 * what applies do, is told by the engine itself.
 */
final class HandwrittenTree implements AutoCloseable {
    private static final Path TREES = Repository.root().resolve("test/groundplan/e2e/trees");
    private static final String BUCKET = "company-states";

    private final Path root;
    private final Path tree;
    private final Path record;
    private final Path recorder;
    private final Path terragrunt;
    private final Emulator emulator;
    private final Map<String, String> variables = new TreeMap<>(System.getenv());

    /**
     * @param name the folder of the tree in {@code trees/}
     * @param place the folder in it that is planned
     */
    HandwrittenTree(Path folder, String name, String place, Engine engine) throws Exception {
        Path home = Repository.root().resolve(".groundplan");
        Tool tools = new Tool(Repository.root(), home, System.getenv());
        this.root = Files.createDirectories(folder.resolve(name)).toRealPath();
        this.tree = root.resolve(place);
        this.record = Files.createDirectories(folder.resolve("record"));
        this.terragrunt = tools.path("terragrunt");
        this.recorder = Files.copy(TREES.resolve("recording-engine"), folder.resolve(engine.program()));
        TestFiles.copy(TREES.resolve(name), root);
        repository(root);
        this.emulator = new Emulator(tools.path("emulator"), folder.resolve("emulator"));
        variables.remove(Engine.PATH);
        variables.put(Engine.VARIABLE, engine.program());
        variables.putAll(ProviderMirror.variables(variables, folder));
        variables.putAll(emulator.start(0).variables());
        variables.put("ENGINE", tools.path(engine.program()).toString());
        variables.put("RECORD", record.toString());
        variables.put("GROUNDPLAN_HOME", home.toString());
        variables.put("GROUNDPLAN_PROGRAM", Repository.root().toString());
        variables.put("GROUNDPLAN_CWD", root.toString());
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_IN_AUTOMATION", "1");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("COMPANY_MODULES", root.resolve("modules").toString());
        bucket();
    }

    /** Makes a folder a repository of Git with what is in it. */
    void repository(Path folder) throws IOException {
        git(folder, "init", "-q");
        commit(folder);
    }

    /** Commits everything. */
    void commit(Path folder) throws IOException {
        git(folder, "add", "-A");
        git(
                folder,
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.com",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "change");
    }

    void git(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result = new ProcessRunner(command, folder, Map.of()).quietly();
        assertEquals(0, result.exit(), result::output);
    }

    /** The root of the repository. */
    Path root() {
        return root;
    }

    private void bucket() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(variables.get("AWS_ENDPOINT_URL") + "/" + BUCKET))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + variables.get("AWS_ACCESS_KEY_ID")
                                + "/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=none")
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
    }

    /** {@code groundplan plan --tree}; losses are expected here, so that it may refuse the plan. */
    JsonNode plan(Path file) throws IOException {
        Files.deleteIfExists(file);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false);
        int exit = Main.run(console, variables, "plan", "--tree", tree.toString(), "--out", file.toString());
        Outcome outcome = new Outcome("groundplan plan --tree", exit, out.toString(), err.toString());
        assertEquals(true, Files.exists(file), outcome::toString);
        return TerraformJson.read(Files.readString(file));
    }

    /**
     * What Terragrunt did with all units.
     *
     * @param result how it ended, and what it printed
     * @param nanos how long it took
     * @param actions what the engine reported
     */
    record Run(ProcessRunner.Result result, long nanos, SortedSet<Done> actions) {}

    /** {@code terragrunt run --all plan}, of each unit alone. */
    Run planEach() throws IOException {
        return all("plan", List.of("-input=false"));
    }

    /** {@code terragrunt run --all apply}. */
    Run applyAll() throws IOException {
        return all("apply", List.of("-input=false", "-auto-approve"));
    }

    private Run all(String command, List<String> further) throws IOException {
        for (Path old : records()) {
            Files.delete(old);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--all",
                "--non-interactive",
                "--no-color",
                "--parallelism",
                "4",
                "--tf-path",
                recorder.toString(),
                "--",
                command));
        arguments.addAll(further);
        long start = System.nanoTime();
        ProcessRunner.Result result = terragrunt(tree, arguments);
        return new Run(result, System.nanoTime() - start, actions(command));
    }

    /** Marks an object as tainted. */
    void taint(String unit, String address) throws IOException {
        inUnit(unit, "taint", address);
    }

    /** Whether an object is in the state of a unit. */
    boolean holds(String unit, String address) throws IOException {
        return inUnit(unit, "state", "list").lines().anyMatch(address::equals);
    }

    private String inUnit(String unit, String... command) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--non-interactive", "--no-color", "--tf-path", recorder.toString(), "--"));
        arguments.addAll(List.of(command));
        ProcessRunner.Result result = terragrunt(tree.resolve(unit), arguments);
        assertEquals(0, result.exit(), result::output);
        return result.output();
    }

    private ProcessRunner.Result terragrunt(Path folder, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(terragrunt.toString()));
        all.addAll(arguments);
        return new ProcessRunner(all, folder, variables).quietly();
    }

    private SortedSet<Done> actions(String command) throws IOException {
        SortedSet<Done> all = new TreeSet<>();
        for (Path file : records()) {
            String name = file.getFileName().toString();
            Path asked = file.resolveSibling(name.replace(".jsonl", ".command"));
            if (name.endsWith(".jsonl") && Files.readString(asked).equals(command)) {
                List<JsonNode> events = Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("{"))
                        .map(TerraformJson::read)
                        .map(JsonNode.class::cast)
                        .toList();
                String unit = unit(Files.readString(file.resolveSibling(name.replace(".jsonl", ".folder"))));
                all.addAll(command.equals("plan") ? Done.ofPlanEvents(unit, events) : Done.ofEvents(unit, events));
            }
        }
        return all;
    }

    private String unit(String folder) {
        return tree.relativize(Path.of(folder.strip().replaceFirst("/\\.terragrunt-cache/.*", "")))
                .toString();
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> list = Files.list(record)) {
            return list.sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        emulator.stop();
    }
}
