package groundplan.bootstrap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.aws.AccountProfiles;
import groundplan.aws.EmulatorOverride;
import groundplan.aws.WorkingRole;
import groundplan.console.Console;
import groundplan.files.TextFile;
import groundplan.json.TerraformJson;
import groundplan.kernel.StateSettings;
import groundplan.live.LiveTree;
import groundplan.settings.UnitModel;
import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The folder in which a unit is applied that all others depend on, outside of a whole plan. */
final class BootstrapFolder {
    private static final String IMPORTS = "imports.tf.json";

    private final Console console;
    private final Map<String, String> variables;
    private final UnitModel<?, ?> unit;
    private final Path terraform;
    private final Engine engine;
    private final Path folder;

    /**
     * A resource that may exist already.
     *
     * @param attribute the argument that has its name
     * @param name its name
     * @param id the id by which it is imported
     */
    record Existing(String attribute, String name, String id) {}

    BootstrapFolder(Console console, Project project, Map<String, String> variables, UnitModel<?, ?> unit)
            throws IOException {
        this.console = console;
        this.variables = AccountProfiles.variables(variables, unit.environment().accountId());
        this.unit = unit;
        this.terraform = Path.of(variables.get(Engine.PATH));
        this.engine = Engine.of(variables);
        // The local state of an interrupted run belongs to the endpoint that it ran against.
        String cloud = variables.getOrDefault("AWS_ENDPOINT_URL", "aws").replaceAll("[^0-9A-Za-z]+", "-");
        this.folder = Files.createDirectories(
                project.folders().bootstrap().resolve(cloud).resolve(unit.path().stackId()));
        prepare(project);
    }

    private void prepare(Project project) throws IOException {
        Path live = project.root()
                .resolve(LiveTree.FOLDER)
                .resolve(unit.path().toString())
                .resolve("main.tf.json");
        if (!Files.exists(live)) {
            throw Failure.failed(live + " is missing; run groundplan synth");
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

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Runs {@code init} with the bucket of the states; returns whether the bucket exists. */
    boolean initInBucket() throws IOException {
        backend(remote());
        ProcessRunner.Result result = run("init", "-input=false", "-no-color", "-reconfigure");
        if (result.exit() != 0
                && !result.output().contains("NoSuchBucket")
                && !result.output().contains("does not exist")) {
            throw Failure.failed(engine.program() + " init failed in " + folder + ":\n"
                    + result.output().indent(2));
        }
        return result.exit() == 0;
    }

    /**
     * Imports what was created by other means, unless the unit has a state.
     *
     * @param attempts what may exist: the first that does as a whole is imported
     */
    void adopt(List<List<Existing>> attempts) throws IOException {
        ProcessRunner.Result listed = run("state", "list");
        if (listed.exit() == 0 && !listed.output().isBlank()) {
            return;
        }
        for (List<Existing> attempt : attempts) {
            TextFile.write(folder.resolve(IMPORTS), imports(attempt));
            ProcessRunner.Result plan = run("plan", "-input=false", "-no-color", "-lock=false");
            if (plan.exit() == 0 || !plan.output().contains("non-existent remote object")) {
                return;
            }
        }
        Files.deleteIfExists(folder.resolve(IMPORTS));
    }

    /** Import blocks for the resources in the document that have one of these physical names. */
    private String imports(List<Existing> existing) throws IOException {
        ObjectNode imports = TerraformJson.object();
        ArrayNode list = imports.putArray("import");
        TerraformJson.read(Files.readString(folder.resolve("main.tf.json")))
                .path("resource")
                .properties()
                .forEach(type -> type.getValue().properties().forEach(resource -> existing.stream()
                        .filter(one -> resource.getValue()
                                .path(one.attribute())
                                .asText()
                                .equals(one.name()))
                        .forEach(one -> list.addObject()
                                .put("to", type.getKey() + "." + resource.getKey())
                                .put("id", one.id()))));
        return TerraformJson.write(imports);
    }

    void apply() throws IOException {
        terraform("apply", "-input=false", "-auto-approve");
    }

    void backend(ObjectNode backend) throws IOException {
        ObjectNode document = TerraformJson.object();
        document.withObjectProperty("terraform").set("backend", backend);
        TextFile.write(folder.resolve("backend.tf.json"), TerraformJson.write(document));
    }

    /** Without the lock table: on the first run it does not exist yet. */
    ObjectNode remote() {
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

    void terraform(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!console.colour()) {
            all.add("-no-color");
        }
        ProcessRunner.Result result = run(all.toArray(String[]::new));
        if (result.exit() != 0) {
            throw Failure.failed(engine.program() + " " + arguments[0] + " failed in " + folder + ":\n"
                    + result.output().indent(2));
        }
    }

    private ProcessRunner.Result run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(terraform.toString()));
        command.addAll(List.of(arguments));
        return new ProcessRunner(command, folder, variables).quietly();
    }
}
