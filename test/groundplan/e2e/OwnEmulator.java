package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.live.LiveTree;
import groundplan.states.S3States;
import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;

/** A project of a test's own with an emulator of its own: Groundplan's command line, Terragrunt and Terraform on it. */
final class OwnEmulator implements AutoCloseable {
    private final TempProject project;
    private final Tool tools;
    private final Emulator emulator;
    private final Map<String, String> variables = new TreeMap<>(System.getenv());
    private final Emulator.RunningEmulator running;

    /**
     * Starts one.
     *
     * @param port 0 for any free one
     */
    OwnEmulator(TempProject project, int port) throws IOException {
        this(project, port, Emulator.Abilities.PLAIN);
    }

    /**
     * Starts one.
     *
     * @param port 0 for any free one
     * @param mode what it does besides answering
     */
    OwnEmulator(TempProject project, int port, Emulator.Abilities mode) throws IOException {
        this.project = project;
        Path home = Repository.root().resolve(".groundplan");
        this.tools = new Tool(Repository.root(), home, System.getenv());
        this.emulator = new Emulator(tools.path("emulator"), project.root().resolve("emulator"));
        variables.put("GROUNDPLAN_HOME", home.toString());
        variables.putAll(ProviderMirror.variables(System.getenv(), project.root()));
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_IN_AUTOMATION", "1");
        variables.put(
                Engine.PATH, tools.path(Engine.of(System.getenv()).program()).toString());
        variables.put("TG_NON_INTERACTIVE", "true");
        Repository.copyHandwrittenHcl(project.root().resolve(LiveTree.FOLDER));
        TestFiles.copy(Repository.root().resolve("cdktf.json"), project.root().resolve("cdktf.json"));
        // Last: nobody would stop it if something failed after it.
        this.running = emulator.start(port, mode);
        variables.putAll(running.variables());
    }

    /** Its URL. */
    String url() {
        return running.url();
    }

    /** The environment variables that all commands get; a test may change them. */
    Map<String, String> variables() {
        return variables;
    }

    /** Groundplan's own command line. */
    Outcome groundplan(String... arguments) {
        return project.run(variables, false, arguments);
    }

    /** Groundplan's own command line, which must succeed. */
    Outcome well(String... arguments) {
        Outcome outcome = groundplan(arguments);
        assertEquals(0, outcome.exit(), outcome::toString);
        return outcome;
    }

    /** Terragrunt in a unit's folder. */
    ProcessRunner.Result terragrunt(String unit, String... arguments) throws IOException {
        return run("terragrunt", project.root().resolve(LiveTree.FOLDER).resolve(unit), arguments);
    }

    /** The engine itself in a folder of the project. */
    ProcessRunner.Result terraform(String folder, String... arguments) throws IOException {
        return run(Engine.of(System.getenv()).program(), project.root().resolve(folder), arguments);
    }

    /**
     * The state of a unit of the project's first environment.
     *
     * @param unit below the bucket, such as {@code dev/us-east-1/kms}
     */
    ObjectNode state(String unit) throws IOException {
        EnvironmentSettings settings = project.environments().get(0).settings();
        try (S3Client s3 = new S3States(settings, variables).clients().s3()) {
            return TerraformJson.read(s3.getObjectAsBytes(
                            request -> request.bucket(settings.state().bucket()).key(unit + "/terraform.tfstate"))
                    .asUtf8String());
        }
    }

    private ProcessRunner.Result run(String tool, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tools.path(tool).toString()));
        command.addAll(List.of(arguments));
        return new ProcessRunner(command, folder, variables).quietly();
    }

    @Override
    public void close() throws IOException {
        emulator.stop();
    }
}
