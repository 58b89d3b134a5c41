package groundplan.controls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.FullSynthesis;
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

    /** Makes the folder ready: the provider comes from the mirror where there is one. */
    void init() {
        ProcessRunner.Result result = run("init", "-no-color", "-input=false");
        if (result.exit() != 0) {
            throw new AssertionError("terraform init in " + folder + ":\n" + result.output());
        }
    }

    /** Errors and warnings of {@code terraform validate}: severity, file, summary. */
    List<String> validate() {
        ObjectNode said = TerraformJson.read(run("validate", "-json").output());
        return StreamSupport.stream(said.path("diagnostics").spliterator(), false)
                .map(diagnostic -> diagnostic.path("severity").asText() + " in "
                        + diagnostic.path("range").path("filename").asText("?") + ": "
                        + diagnostic.path("address").asText("") + " "
                        + diagnostic.path("summary").asText() + ": "
                        + diagnostic.path("detail").asText())
                .toList();
    }

    /** The plan as JSON. */
    ObjectNode plan() {
        ProcessRunner.Result planned =
                run("plan", "-no-color", "-input=false", "-refresh=false", "-lock=false", "-out=plan.bin");
        if (planned.exit() != 0) {
            throw new AssertionError("terraform plan in " + folder + ":\n" + planned.output());
        }
        return TerraformJson.read(run("show", "-json", "plan.bin").output());
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
                variables.put("AWS_EC2_METADATA_DISABLED", "true");
                variables.put("TF_VAR_" + AssumeRoleSettings.VARIABLE, AssumeRoleSettings.CALLER);
                return variables;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The path of an external program; installed when it is missing, and looked for once. */
    static Path path(String tool) {
        return PATHS.computeIfAbsent(tool, name -> {
            Path root = FullSynthesis.root();
            String home = System.getenv("GROUNDPLAN_HOME");
            try {
                Path tools = home == null
                        ? root.resolve(".groundplan")
                        : Path.of(home).toAbsolutePath();
                return new Tool(root, tools, Map.of()).path(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
