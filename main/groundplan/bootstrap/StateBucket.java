package groundplan.bootstrap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.aws.EmulatorOverride;
import groundplan.aws.WorkingRole;
import groundplan.console.Console;
import groundplan.files.TextFile;
import groundplan.json.TerraformJson;
import groundplan.kernel.StateSettings;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.terraform.ProcessRunner;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Creates the bucket that holds the states, including its own: it is applied with a local state first, which is then migrated
 * to the bucket. The local state is kept until the migration is complete, so that the next run resumes one that was killed.
 */
public final class StateBucket {
    private static final String LOCAL_STATE = "terraform.tfstate";
    private static final String IMPORTS = "imports.tf.json";

    private final Console console;
    private final Project project;
    private final Map<String, String> variables;
    private Path folder;
    private Path terraform;

    public StateBucket(Console console, Project project, Map<String, String> variables) {
        this.console = console;
        this.project = project;
        this.variables = variables;
    }

    /** Bootstraps the environment, or the one that owns its bucket. */
    public void of(List<EnvironmentModel> environments, EnvironmentModel environment) throws IOException {
        String owner = environment.system() + "/"
                + environment.settings().state().owner().orElse(environment.name());
        StateSettings state = environment.settings().state();
        UnitModel<?, ?> unit = Project.environment(environments, owner).units().stream()
                .filter(candidate -> candidate.makesStateBucket())
                .findFirst()
                .orElseThrow(() -> Failure.badInput(owner + " has no unit of kind state, which creates "
                        + state.bucket() + "; add it to environments/" + owner + "/environment.yaml"));
        terraform = project.tool("terraform");
        // The local state of an interrupted run belongs to the endpoint that it ran against.
        String cloud = variables.getOrDefault("AWS_ENDPOINT_URL", "aws").replaceAll("[^0-9A-Za-z]+", "-");
        folder = Files.createDirectories(project.home()
                .resolve("bootstrap")
                .resolve(cloud)
                .resolve(unit.path().stackId()));
        prepare(unit);
        boolean interrupted = Files.exists(folder.resolve(LOCAL_STATE));
        if (!interrupted && bucketIsThere(unit)) {
            console.err().println("Bucket " + state.bucket() + " already exists; updating it.");
            adopt(unit);
            apply();
        } else {
            console.err().println("Creating bucket " + state.bucket() + " for " + owner + ".");
            backend(local());
            terraform("init", "-input=false", "-reconfigure");
            apply();
            backend(remote(unit));
            terraform("init", "-input=false", "-migrate-state", "-force-copy");
            Files.deleteIfExists(folder.resolve(LOCAL_STATE));
            Files.deleteIfExists(folder.resolve(LOCAL_STATE + ".backup"));
        }
        console.out()
                .println("The states of " + environment.path() + " are kept in s3://" + state.bucket() + "/"
                        + environment.name() + "/");
    }

    private void prepare(UnitModel<?, ?> unit) throws IOException {
        Path live = project.root()
                .resolve(LiveTree.FOLDER)
                .resolve(unit.path().toString())
                .resolve("main.tf.json");
        if (!Files.exists(live)) {
            throw Failure.failed(live + " is missing; run ./groundplan synth");
        }
        ObjectNode main = TerraformJson.read(Files.readString(live));
        TextFile.write(folder.resolve("main.tf.json"), TerraformJson.write(main));
        if (variables.containsKey("AWS_ENDPOINT_URL")) {
            TextFile.write(
                    folder.resolve(EmulatorOverride.FILE),
                    TerraformJson.write(
                            EmulatorOverride.of(main, unit.environment().accountId(), variables)));
        } else {
            Files.deleteIfExists(folder.resolve(EmulatorOverride.FILE));
        }
        Files.deleteIfExists(folder.resolve(IMPORTS));
    }

    /** Whether the bucket exists: then the state is, or will be, in it. */
    private boolean bucketIsThere(UnitModel<?, ?> unit) throws IOException {
        backend(remote(unit));
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(terraform.toString(), "init", "-input=false", "-no-color", "-reconfigure"),
                        folder,
                        variables)
                .quietly();
        if (result.exit() != 0
                && !result.output().contains("NoSuchBucket")
                && !result.output().contains("does not exist")) {
            throw Failure.failed("terraform init failed in " + folder + ":\n"
                    + result.output().indent(2));
        }
        return result.exit() == 0;
    }

    /** Imports a bucket that was created by other means, such as Terragrunt's own bootstrap. */
    private void adopt(UnitModel<?, ?> unit) throws IOException {
        ProcessRunner.Result listed =
                new ProcessRunner(List.of(terraform.toString(), "state", "list"), folder, variables).quietly();
        if (listed.exit() == 0 && !listed.output().isBlank()) {
            return;
        }
        StateSettings state = unit.environment().state();
        String bucketOnly = imports(Map.of("bucket", state.bucket()));
        Map<String, String> all = new TreeMap<>(Map.of("bucket", state.bucket()));
        state.lockTable().ifPresent(table -> all.put("name", table));
        TextFile.write(folder.resolve(IMPORTS), imports(all));
        ProcessRunner.Result plan = new ProcessRunner(
                        List.of(terraform.toString(), "plan", "-input=false", "-no-color", "-lock=false"),
                        folder,
                        variables)
                .quietly();
        if (plan.exit() != 0 && plan.output().contains("non-existent remote object")) {
            TextFile.write(folder.resolve(IMPORTS), bucketOnly);
        }
    }

    /** Import blocks for the resources in the document that have one of these physical names. */
    private String imports(Map<String, String> physicalNames) throws IOException {
        ObjectNode imports = TerraformJson.object();
        ArrayNode list = imports.putArray("import");
        TerraformJson.read(Files.readString(folder.resolve("main.tf.json")))
                .path("resource")
                .properties()
                .forEach(type -> type.getValue()
                        .properties()
                        .forEach(resource -> physicalNames.forEach((attribute, name) -> {
                            if (resource.getValue().path(attribute).asText().equals(name)) {
                                list.addObject()
                                        .put("to", type.getKey() + "." + resource.getKey())
                                        .put("id", name);
                            }
                        })));
        return TerraformJson.write(imports);
    }

    private void apply() throws IOException {
        terraform("apply", "-input=false", "-auto-approve");
    }

    private void backend(ObjectNode backend) throws IOException {
        ObjectNode document = TerraformJson.object();
        document.withObjectProperty("terraform").set("backend", backend);
        TextFile.write(folder.resolve("backend.tf.json"), TerraformJson.write(document));
    }

    private static ObjectNode local() {
        ObjectNode backend = TerraformJson.object();
        backend.putObject("local");
        return backend;
    }

    /** Without the lock table: on the first run it does not exist yet. */
    private ObjectNode remote(UnitModel<?, ?> unit) {
        StateSettings state = unit.environment().state();
        ObjectNode backend = TerraformJson.object();
        ObjectNode s3 = backend.putObject("s3");
        s3.put("bucket", state.bucket())
                .put("key", unit.path().stateKey())
                .put("region", unit.environment().stateRegion())
                .put("encrypt", true);
        state.kmsKeyId().ifPresent(key -> s3.put("kms_key_id", key));
        s3.putArray("allowed_account_ids").add(unit.environment().accountId());
        if (variables.containsKey("AWS_ENDPOINT_URL")) {
            EmulatorOverride.credentials(s3, unit.environment(), variables);
        } else {
            WorkingRole.assume(s3, unit.environment(), variables);
        }
        return backend;
    }

    private void terraform(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(terraform.toString()));
        command.addAll(List.of(arguments));
        if (!console.colour()) {
            command.add("-no-color");
        }
        ProcessRunner.Result result = new ProcessRunner(command, folder, variables).quietly();
        if (result.exit() != 0) {
            throw Failure.failed("terraform " + arguments[0] + " failed in " + folder + ":\n"
                    + result.output().indent(2));
        }
    }
}
