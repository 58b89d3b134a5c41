package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.S3States;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole plan of a small environment says what its apply does: on an empty account, afterwards, and after a change. */
class WholePlanOnTheEmulatorTest {
    private static final String BUCKET = "shop-terraform-state";
    private static final String UNITS =
            """
      kms:
      ecr:
        repositories:
          app: {}
      secrets:
        secrets:
          token:
            description: What the application signs with.
      state:
      """;

    @Test
    void theApprovedPlanIsWhatIsDone(@TempDir Path folder) throws Exception {
        TempProject project = TempProject.shop(folder).with(TempProject.SYSTEM, system(UNITS));
        Path home = Repository.root().resolve(".groundplan");
        Tool tools = new Tool(Repository.root(), home, System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder.resolve("home"));
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.put("GROUNDPLAN_HOME", home.toString());
        try {
            variables.putAll(ProviderMirror.variables(System.getenv(), folder));
            variables.putAll(emulator.start(0).variables());
            Path file = folder.resolve("plan.json");

            well(run(project, variables, "synth"));
            well(run(project, variables, "bootstrap", "shop/dev"));
            Outcome empty =
                    run(project, variables, "plan", "shop/dev", "--out", file.toString(), "--detailed-exitcode");
            assertEquals(2, empty.exit(), empty::toString);
            assertEquals(everything(project), planned(file), "nothing is applied yet: everything is created");
            Outcome other = run(
                    project,
                    variables,
                    "apply",
                    "shop/dev",
                    "--plan",
                    file.toString(),
                    "--plan-digest",
                    "0".repeat(64));
            assertEquals(1, other.exit(), "another plan was approved");
            assertTrue(other.err().contains("is not the plan that was approved"), other::toString);
            well(run(project, variables, "apply", "shop/dev", "--plan", file.toString()));

            Outcome quiet = run(project, variables, "plan", "shop/dev", "--detailed-exitcode");
            assertEquals(0, quiet.exit(), quiet::toString);
            Outcome stale = run(project, variables, "apply", "shop/dev", "--plan", file.toString());
            assertEquals(1, stale.exit(), "the states were written since the plan was made");
            assertTrue(stale.err().contains("was written after the plan was made"), stale::toString);

            project.with(TempProject.SYSTEM, system(UNITS.replace("app: {}", "web: {}")));
            Outcome changed =
                    run(project, variables, "plan", "shop/dev", "--out", file.toString(), "--format", "markdown");
            well(changed);
            assertTrue(
                    changed.out().contains("> - **data loss**: `us-east-1/ecr aws_ecr_repository.app` is destroyed"),
                    changed.out());
            well(run(project, variables, "apply", "shop/dev", "--plan", file.toString()));
            assertEquals(
                    0,
                    run(project, variables, "plan", "shop/dev", "--detailed-exitcode")
                            .exit(),
                    "what was planned was done");

            // As a unit was applied whose kind published less at the time: nothing changes but what others find in its
            // state.
            forget(project, variables, "dev/us-east-1/kms/terraform.tfstate", "data_key_arn");
            Outcome published =
                    run(project, variables, "plan", "shop/dev", "--out", file.toString(), "--detailed-exitcode");
            assertEquals(2, published.exit(), published::toString);
            assertTrue(published.out().contains("only outputs change: data_key_arn"), published.out());
            well(run(project, variables, "apply", "shop/dev", "--plan", file.toString()));
            Outcome settled = run(project, variables, "plan", "shop/dev", "--detailed-exitcode");
            assertEquals(0, settled.exit(), settled::toString);
        } finally {
            emulator.stop();
        }
    }

    /** Takes an output out of a state. */
    private static void forget(TempProject project, Map<String, String> variables, String key, String output)
            throws IOException, groundplan.settings.InvalidSettings {
        try (S3Client s3 = new S3States(project.environments().get(0).settings(), variables)
                .clients()
                .s3()) {
            ObjectNode state = TerraformJson.read(
                    s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                            .asUtf8String());
            assertTrue(((ObjectNode) state.path("outputs")).remove(output) != null, key + " has no output " + output);
            s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(state.toString()));
        }
    }

    private static String system(String units) {
        return """
        region: us-east-1
        account_id: "123456789012"
        guards:
          losses: report
        state:
          bucket: shop-terraform-state
          use_lockfile: true
        units:
        """
                + units.indent(2);
    }

    private static Outcome run(TempProject project, Map<String, String> variables, String... arguments) {
        return project.run(variables, false, arguments);
    }

    private static void well(Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome::toString);
    }

    private static TreeSet<String> planned(Path file) throws IOException {
        TreeSet<String> planned = new TreeSet<>();
        TerraformJson.read(Files.readString(file)).path("units").forEach(unit -> unit.path("changes")
                .forEach(change -> planned.add(unit.path("path").asText() + " "
                        + change.path("address").asText() + " "
                        + change.path("action").asText())));
        return planned;
    }

    /** All resources but those of the unit that was made first. */
    private static TreeSet<String> everything(TempProject project) throws IOException {
        TreeSet<String> all = new TreeSet<>();
        List<UnitModel<?, ?>> units = EnvironmentModel.units(project.environments());
        for (UnitDocument document :
                new Synthesis(Repository.root().resolve(".groundplan/cache/units"), false, unit -> {}).of(units)) {
            if (!document.unit().path().unit().equals("state")) {
                document.addresses().forEach(address -> all.add(document.unit().path() + " " + address + " create"));
            }
        }
        return all;
    }
}
