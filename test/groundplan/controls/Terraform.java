package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.terraform.InstalledProviders;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * Terraform in one folder that needs no account: the provider's credentials are made up and nothing is refreshed.
 *
 * @param folder the root configuration
 */
record Terraform(Path folder) {
    private static final Map<String, Path> PATHS = new ConcurrentHashMap<>();

    /** Initialises the folder: the provider comes from the mirror where there is one. */
    void init() {
        ProcessRunner.Result result = run("init", "-no-color", "-input=false");
        if (result.exit() != 0) {
            throw new AssertionError("terraform init in " + folder + ":\n" + result.output());
        }
    }

    /** A folder of its own for a configuration, to be closed after use. */
    static PrivateFolder newFolder() throws IOException {
        return new PrivateFolder(path("terraform"), Program.VARIABLES);
    }

    /** Does what {@link #init} does without Terraform, for a root whose modules are beside it. */
    static Terraform prepared(PrivateFolder folder, ObjectNode root) throws IOException {
        new InstalledProviders(
                        Repository.root().resolve(".groundplan/cache/providers"), path("terraform"), Program.VARIABLES)
                .prepare(folder, root);
        return new Terraform(folder.path());
    }

    /** The versions of Terraform and of its providers. */
    String versions() {
        return run("version", "-json").output();
    }

    /** What the providers say of their types. */
    JsonNode schema() {
        return TerraformJson.read(run("providers", "schema", "-json").output());
    }

    /** Errors and warnings of {@code terraform validate}: severity, file, summary. */
    List<String> validate() {
        return StreamSupport.stream(
                        TerraformJson.read(run("validate", "-json").output())
                                .path("diagnostics")
                                .spliterator(),
                        false)
                .map(Terraform::text)
                .toList();
    }

    /**
     * A plan.
     *
     * @param diagnostics errors and warnings, as {@link #validate} has them
     * @param json what {@code terraform show -json} says of it; empty when there are errors
     */
    record Planned(List<String> diagnostics, ObjectNode json) {}

    /** Plans the folder. */
    Planned plan() {
        ProcessRunner.Result planned =
                run("plan", "-json", "-input=false", "-refresh=false", "-lock=false", "-out=plan.bin");
        List<String> diagnostics = planned.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(TerraformJson::read)
                .filter(message -> message.has("diagnostic"))
                .map(message -> text(message.path("diagnostic")))
                .toList();
        if (planned.exit() == 0) {
            return new Planned(
                    diagnostics,
                    TerraformJson.read(run("show", "-json", "plan.bin").output()));
        }
        if (diagnostics.isEmpty()) {
            throw new AssertionError("terraform plan in " + folder + ":\n" + planned.output());
        }
        return new Planned(diagnostics, TerraformJson.object());
    }

    private static String text(JsonNode diagnostic) {
        return diagnostic.path("severity").asText() + " in "
                + diagnostic.path("range").path("filename").asText("?") + ": "
                + diagnostic.path("address").asText("") + " "
                + diagnostic.path("summary").asText() + ": "
                + diagnostic.path("detail").asText();
    }

    private ProcessRunner.Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Program.TERRAFORM));
        command.addAll(List.of(arguments));
        try {
            return new ProcessRunner(command, folder, Program.VARIABLES).quietly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Found, or installed, once for the test run. */
    private static final class Program {
        static final String TERRAFORM = path("terraform").toString();
        static final Map<String, String> VARIABLES = variables();

        private static Map<String, String> variables() {
            try {
                Map<String, String> variables = new HashMap<>(ProviderMirror.variables(
                        System.getenv(),
                        Files.createDirectories(FullSynthesis.root().resolve("target/controls"))));
                variables.put("CHECKPOINT_DISABLE", "1");
                // Terraform and its providers live for seconds: collecting garbage takes them a quarter of their time.
                variables.put("GOGC", "400");
                variables.put("AWS_EC2_METADATA_DISABLED", "true");
                variables.put("TF_VAR_" + AssumeRoleSettings.VARIABLE, AssumeRoleSettings.CALLER);
                return variables;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The version of an external program; it is installed when it is missing. */
    static String version(String tool) throws IOException {
        path(tool);
        return tools().find(tool).orElseThrow().version();
    }

    private static Tool tools() {
        String home = System.getenv("GROUNDPLAN_HOME");
        return new Tool(
                FullSynthesis.root(),
                home == null
                        ? FullSynthesis.root().resolve(".groundplan")
                        : Path.of(home).toAbsolutePath(),
                Map.of());
    }

    /** The path of an external program; installed when it is missing, and looked for once. */
    static Path path(String tool) {
        return PATHS.computeIfAbsent(tool, name -> {
            try {
                return tools().path(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
