package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.cli.Main;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.synth.CdktfOut;
import groundplan.synth.Synthesis;
import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One environment on an emulator of its own, used the way its users use it: the committed tree, Terragrunt, Terraform. */
final class Route implements AutoCloseable {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    private final EnvironmentModel environment;
    private final List<String> chosen;
    private final Path work;
    private final Emulator emulator;
    private final Map<String, String> variables = new TreeMap<>();
    private final Path terraform;
    private final Path terragrunt;

    private Route(EnvironmentModel environment, List<String> chosen, Engine engine) throws IOException {
        this.environment = environment;
        this.chosen = chosen;
        this.work = Files.createTempDirectory("groundplan-route-");
        // A copy: what somebody edits or initialises in the tree meanwhile is no part of the route.
        TestFiles.copyVisible(ROOT.resolve(LiveTree.FOLDER), work.resolve(LiveTree.FOLDER));
        Path home = ROOT.resolve(".groundplan");
        Tool tools = new Tool(ROOT, home, System.getenv());
        this.terraform = tools.path(engine.program());
        this.terragrunt = tools.path("terragrunt");
        this.emulator = new Emulator(tools.path("emulator"), work.resolve("home"));
        variables.put(Engine.VARIABLE, engine.program());
        Map<String, String> process = new TreeMap<>(System.getenv());
        process.putAll(variables);
        variables.putAll(ProviderMirror.variables(process, work));
        variables.putAll(emulator.start(0).variables());
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_IN_AUTOMATION", "1");
        // Backends of plain Terraform refuse another account than the environment's.
        variables.put("AWS_ACCESS_KEY_ID", environment.settings().accountId());
        variables.put("TG_DOWNLOAD_DIR", work.resolve("cache").toString());
        variables.put("TG_TF_PATH", terraform.toString());
        variables.put("TF_VAR_" + AssumeRoleSettings.VARIABLE, AssumeRoleSettings.CALLER);
    }

    /**
     * The route of {@code <system>/<environment>} of the committed settings.
     *
     * @param chosen the units of it that are run, such as {@code us-east-1/kms}; all when there is none
     */
    static Route of(String path, List<String> chosen, Engine engine) throws Exception {
        return new Route(
                SettingsTree.read(ROOT, groundplan.catalogue.Kinds.all()).stream()
                        .filter(environment -> environment.path().equals(path))
                        .findFirst()
                        .orElseThrow(),
                chosen,
                engine);
    }

    /** The units that {@code run --all} runs: all but the one that makes the state bucket, unless some are chosen. */
    List<UnitModel<?, ?>> units() {
        return environment.units().stream()
                .filter(unit -> !unit.kind().name().equals("state"))
                .filter(unit -> chosen.isEmpty()
                        || chosen.contains(
                                unit.path().region() + "/" + unit.path().unit()))
                .toList();
    }

    /**
     * Applies what the environment reads of others, and what that reads in turn: Terragrunt runs nothing outside of the folder
     * that it is started in, and takes the outputs of such units from their states.
     */
    void applyForeignProducers() throws IOException {
        SortedMap<UnitPath, UnitModel<?, ?>> foreign = new TreeMap<>();
        units().stream()
                .flatMap(unit -> unit.reads().values().stream())
                .filter(read -> !read.path().isBeside(environment.units().get(0).path()))
                .forEach(read -> collect(read, foreign));
        if (foreign.isEmpty()) {
            return;
        }
        String own = environment.settings().state().bucket();
        foreign.values().stream()
                .filter(unit -> !unit.environment().state().bucket().equals(own))
                .map(UnitModel::path)
                .map(path -> path.system() + "/" + path.environment())
                .distinct()
                .forEach(this::bootstrap);
        List<String> arguments = new ArrayList<>();
        foreign.keySet().forEach(path -> arguments.addAll(List.of("--filter", "./" + path)));
        arguments.addAll(List.of("--", "apply", "-auto-approve", "-input=false"));
        ProcessRunner.Result applied = runAll(work.resolve(LiveTree.FOLDER), arguments);
        assertEquals(0, applied.exit(), () -> "apply of " + foreign.keySet() + ":\n" + applied.output());
    }

    private static void collect(UnitModel<?, ?> unit, SortedMap<UnitPath, UnitModel<?, ?>> into) {
        if (into.putIfAbsent(unit.path(), unit) == null) {
            unit.reads().values().forEach(read -> collect(read, into));
        }
    }

    /** Makes the state bucket and the lock table, as the command line does; returns what it printed. */
    String bootstrap() {
        return bootstrap(environment.path());
    }

    private String bootstrap(String path) {
        Map<String, String> process = new TreeMap<>(System.getenv());
        process.putAll(variables);
        StringWriter printed = new StringWriter();
        Console console = new Console(new PrintWriter(printed, true), new PrintWriter(printed, true), false, false);
        int exit = Main.run(console, process, "--project", ROOT.toString(), "bootstrap", path);
        assertEquals(0, exit, () -> "bootstrap " + path + ":\n" + printed);
        return printed.toString();
    }

    /** {@code terragrunt run --all <arguments>} in the environment's folder. */
    ProcessRunner.Result runAll(String... arguments) throws IOException {
        List<String> all = new ArrayList<>();
        chosen.forEach(unit -> all.addAll(List.of("--filter", "./" + unit)));
        all.add("--");
        all.addAll(List.of(arguments));
        return runAll(work.resolve(LiveTree.FOLDER).resolve(environment.path()), all);
    }

    private ProcessRunner.Result runAll(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                terragrunt.toString(), "run", "--all", "--non-interactive", "--no-color", "--parallelism", "8"));
        command.addAll(arguments);
        return new ProcessRunner(command, folder, variables).quietly();
    }

    /** {@code terraform plan -detailed-exitcode} of each CDKTF stack against the same states; what each said, by stack. */
    Map<String, ProcessRunner.Result> planCdktfStacks() throws IOException {
        SortedMap<String, String> files =
                CdktfOut.files(new Synthesis(ROOT.resolve(".groundplan/cache/units"), false, unit -> {})
                        .of(new ArrayList<>(environment.units())));
        Map<String, ProcessRunner.Result> results = new LinkedHashMap<>();
        for (UnitModel<?, ?> unit : units()) {
            Path stack = Files.createDirectories(
                    work.resolve("stacks").resolve(unit.path().stackId()));
            ObjectNode document =
                    TerraformJson.read(files.get("stacks/" + unit.path().stackId() + "/cdk.tf.json"));
            // Nobody made the roles there, which a backend names and a provider is told.
            ((ObjectNode) document.path("terraform").path("backend").path("s3")).remove("assume_role");
            Files.writeString(stack.resolve("cdk.tf.json"), TerraformJson.write(document));
            Files.writeString(stack.resolve("emulator_override.tf.json"), TerraformJson.write(override(document)));
            terraform(stack, "init", "-input=false", "-no-color");
            results.put(
                    unit.path().toString(),
                    new ProcessRunner(
                                    List.of(
                                            terraform.toString(),
                                            "plan",
                                            "-input=false",
                                            "-no-color",
                                            "-lock=false",
                                            "-detailed-exitcode"),
                                    stack,
                                    variables)
                            .quietly());
        }
        return results;
    }

    /** The state of each unit, read through its CDKTF stack's own backend. */
    Map<String, JsonNode> states() throws IOException {
        Map<String, JsonNode> states = new LinkedHashMap<>();
        for (UnitModel<?, ?> unit : units()) {
            ProcessRunner.Result pulled =
                    terraform(work.resolve("stacks").resolve(unit.path().stackId()), "state", "pull");
            states.put(unit.path().toString(), TerraformJson.read(pulled.output()));
        }
        return states;
    }

    private ProcessRunner.Result terraform(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(terraform.toString()));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result = new ProcessRunner(command, folder, variables).quietly();
        assertEquals(
                0,
                result.exit(),
                () -> "terraform " + arguments[0] + " in " + folder.getFileName() + ":\n" + result.output());
        return result;
    }

    private ObjectNode override(ObjectNode document) {
        ObjectNode override = TerraformJson.object();
        assertTrue(document.path("provider").path("aws").size() > 0, "the stack has no AWS provider");
        document.path("provider").path("aws").forEach(provider -> {
            ObjectNode aws = override.withObjectProperty("provider")
                    .withArrayProperty("aws")
                    .addObject();
            if (provider.has("alias")) {
                aws.set("alias", provider.get("alias"));
            }
            aws.put("max_retries", 5).put("s3_use_path_style", true);
            // As emulator.hcl does: the key is the account, and some host names begin with it.
            aws.put("access_key", environment.settings().accountId()).put("secret_key", "emulator");
            aws.put("http_proxy", variables.get("AWS_ENDPOINT_URL"))
                    .put("https_proxy", variables.get("AWS_ENDPOINT_URL"));
        });
        return override;
    }

    @Override
    public void close() throws IOException {
        emulator.stop();
        TestFiles.delete(work);
    }
}
