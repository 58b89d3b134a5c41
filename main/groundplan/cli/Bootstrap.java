package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.StateSettings;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.TerraformJson;
import groundplan.tools.Child;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the bucket that holds the states, whose own state belongs into it: applied with a local state first, which is moved
 * into the bucket afterwards. The local state stays until the move is done, so a run that is killed is taken up by the next.
 */
final class Bootstrap {
  private static final String BACKEND = "backend_override.tf.json";
  private static final String IMPORTS = "imports.tf.json";

  private final Console console;
  private final Project project;
  private final Map<String, String> variables;
  private Path folder;
  private Path terraform;

  Bootstrap(Console console, Project project, Map<String, String> variables) {
    this.console = console;
    this.project = project;
    this.variables = variables;
  }

  /** Bootstraps the environment, or the one that owns its bucket. */
  void of(List<EnvironmentModel> environments, EnvironmentModel environment) throws IOException {
    String owner = environment.system() + "/" + environment.settings().state().owner().orElse(environment.name());
    EnvironmentModel owning = Project.environment(environments, owner);
    UnitModel<?, ?> unit = owning.units().stream().filter(candidate -> candidate.kind().name().equals("state")).findFirst()
        .orElseThrow(() -> Failure.badInput(owner + " has no unit of kind state, which makes " + environment.settings().state().bucket()
            + "; add it to environments/" + owner + "/environment.yaml"));
    if (!owning.path().equals(environment.path())) {
      console.err().println(environment.path() + " keeps its states in the bucket of " + owner + ".");
    }
    terraform = new Tool(project.program(), project.home(), project.variables()).path("terraform");
    folder = Files.createDirectories(project.home().resolve("bootstrap").resolve(unit.path().stackId()));
    prepare(unit);
    if (initialise(owning, unit)) {
      console.err().println("The bucket " + environment.settings().state().bucket() + " is there: bringing it up to date.");
      adopt(owning, unit);
    } else if (!Files.exists(folder.resolve("terraform.tfstate"))) {
      console.err().println("Making the bucket " + environment.settings().state().bucket() + ".");
    }
    if (!Files.exists(folder.resolve(BACKEND + ".done"))) {
      apply();
      move(owning, unit);
    } else {
      apply();
    }
    console.out().println("The states of " + environment.path() + " are kept in s3://" + environment.settings().state().bucket()
        + "/" + environment.name() + "/");
  }

  private void prepare(UnitModel<?, ?> unit) throws IOException {
    Path live = project.root().resolve(LiveTree.FOLDER).resolve(unit.path().toString()).resolve("main.tf.json");
    if (!Files.exists(live)) {
      throw Failure.failed(live + " is missing; run ./groundplan synth");
    }
    ObjectNode main = TerraformJson.read(Files.readString(live));
    Files.writeString(folder.resolve("main.tf.json"), TerraformJson.write(main));
    if (variables.containsKey("AWS_ENDPOINT_URL")) {
      ObjectNode override = TerraformJson.object();
      main.path("provider").path("aws").forEach(provider -> {
        ObjectNode aws = override.withObjectProperty("provider").withArrayProperty("aws").addObject();
        if (provider.has("alias")) {
          aws.set("alias", provider.get("alias"));
        }
        aws.put("access_key", unit.environment().accountId()).put("secret_key", "emulator").put("max_retries", 1)
            .put("s3_use_path_style", true);
        aws.putArray("allowed_account_ids").add(unit.environment().accountId()).add("123456789012").add("000000000000");
      });
      Files.writeString(folder.resolve("emulator_override.tf.json"), TerraformJson.write(override));
    } else {
      Files.deleteIfExists(folder.resolve("emulator_override.tf.json"));
    }
    Files.deleteIfExists(folder.resolve(IMPORTS));
    Files.deleteIfExists(folder.resolve(BACKEND + ".done"));
  }

  /** Whether the bucket is there: then the state is, or will be, in it. */
  private boolean initialise(EnvironmentModel owning, UnitModel<?, ?> unit) throws IOException {
    Child.Result result = new Child(List.of(terraform.toString(), "init", "-input=false", "-no-color", "-reconfigure"),
        folderWith(remote(owning, unit, false)), variables).quietly();
    if (result.exit() == 0 && !Files.exists(folder.resolve("terraform.tfstate"))) {
      Files.writeString(folder.resolve(BACKEND + ".done"), "");
      return true;
    }
    if (result.exit() != 0 && !result.output().contains("NoSuchBucket") && !result.output().contains("does not exist")) {
      throw Failure.failed("terraform init failed:\n" + result.output().indent(2));
    }
    folderWith(local());
    terraform("init", "-input=false", "-reconfigure");
    return false;
  }

  /** Takes over a bucket that somebody else made, Terragrunt's own bootstrap for one. */
  private void adopt(EnvironmentModel owning, UnitModel<?, ?> unit) throws IOException {
    Child.Result listed = new Child(List.of(terraform.toString(), "state", "list"), folder, variables).quietly();
    if (listed.exit() == 0 && !listed.output().isBlank() && !listed.output().contains("No state file")) {
      return;
    }
    StateSettings state = owning.settings().state();
    ObjectNode imports = TerraformJson.object();
    var list = imports.putArray("import");
    list.addObject().put("to", "aws_s3_bucket.state").put("id", state.bucket());
    state.lockTable().ifPresent(table -> list.addObject().put("to", "aws_dynamodb_table.locks").put("id", table));
    Files.writeString(folder.resolve(IMPORTS), TerraformJson.write(imports));
    Child.Result plan = new Child(List.of(terraform.toString(), "plan", "-input=false", "-no-color", "-lock=false"), folder,
        variables).quietly();
    if (plan.exit() != 0 && plan.output().contains("Cannot import non-existent")) {
      list.remove(1);
      Files.writeString(folder.resolve(IMPORTS), TerraformJson.write(imports));
    }
  }

  private void move(EnvironmentModel owning, UnitModel<?, ?> unit) throws IOException {
    folderWith(remote(owning, unit, false));
    terraform("init", "-input=false", "-migrate-state", "-force-copy");
    for (String left : List.of("terraform.tfstate", "terraform.tfstate.backup")) {
      Files.deleteIfExists(folder.resolve(left));
    }
  }

  private void apply() throws IOException {
    terraform("apply", "-input=false", "-auto-approve");
  }

  private Path folderWith(ObjectNode backend) throws IOException {
    ObjectNode override = TerraformJson.object();
    override.withObjectProperty("terraform").set("backend", backend);
    // An override alone does not declare a backend: the document of the unit has none.
    Files.writeString(folder.resolve("backend.tf.json"), TerraformJson.write(override));
    return folder;
  }

  private static ObjectNode local() {
    ObjectNode backend = TerraformJson.object();
    backend.putObject("local");
    return backend;
  }

  /** Without the lock table: on the first run it is not there yet, and nobody else knows of this state. */
  private static ObjectNode remote(EnvironmentModel owning, UnitModel<?, ?> unit, boolean locked) {
    StateSettings state = owning.settings().state();
    ObjectNode backend = TerraformJson.object();
    ObjectNode s3 = backend.putObject("s3");
    s3.put("bucket", state.bucket()).put("key", unit.path().stateKey()).put("region", owning.settings().stateRegion())
        .put("encrypt", true);
    state.kmsKeyId().ifPresent(key -> s3.put("kms_key_id", key));
    if (locked) {
      state.lockTable().ifPresent(table -> s3.put("dynamodb_table", table));
    }
    return backend;
  }

  private void terraform(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(terraform.toString()));
    command.addAll(List.of(arguments));
    if (!console.colour()) {
      command.add("-no-color");
    }
    Child.Result result = new Child(command, folder, variables).quietly();
    if (result.exit() != 0) {
      throw Failure.failed("terraform " + arguments[0] + " failed in " + folder + ":\n" + result.output().indent(2));
    }
  }
}
