package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.e2e.EmulatedAws.Caller;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An environment is used with its own roles, where permissions are enforced: what its administrator has applied once, the jobs of its
 * repository plan, check for drift, change and destroy.
 */
@Tag("nightly")
class RolesOnTheEmulatorTest {
    private static final String PATH = "credlink/dev";
    private static final String TREE = LiveTree.FOLDER + "/credlink";
    private static final String SETTINGS = "environments/credlink/system.yaml";

    @Test
    void jobsDoWithTheirRolesWhatTheyAreFor(@TempDir Path folder) throws Exception {
        TempProject project = new TempProject(folder);
        TestFiles.copy(Repository.root().resolve("environments"), project.root().resolve("environments"));
        TestFiles.copyVisible(Repository.root().resolve(TREE), project.root().resolve(TREE));
        try (OwnEmulator emulator = new OwnEmulator(project, 0, Emulator.Abilities.ENFORCING)) {
            EmulatedAws aws = new EmulatedAws(emulator.url());
            EnvironmentModel environment = environment();
            Path plan = folder.resolve("plan.json");

            as(emulator, Caller.root(environment.settings().accountId()));
            aws.trustGithub(environment.settings().accountId());
            emulator.well("bootstrap", PATH);
            emulator.well("plan", PATH, "--out", plan.toString());
            emulator.well("apply", PATH, "--plan", plan.toString());

            CommittedRoles roles = CommittedRoles.of(aws, environment).orElseThrow();
            Caller reader = roles.job("plan");
            Caller writer = roles.job("apply");

            as(emulator, reader);
            unchanged(emulator.groundplan("plan", PATH, "--detailed-exitcode"));
            unchanged(emulator.groundplan("drift", PATH, "--detailed-exitcode"));

            // What changes the policies of the workflows' own roles is their administrator's.
            String changed =
                    project.text(SETTINGS).replace("cpu_percent: {critical: 90}", "cpu_percent: {critical: 85}");
            assertNotEquals(project.text(SETTINGS), changed);
            project.with(SETTINGS, changed);
            emulator.well("plan", PATH, "--out", plan.toString());
            as(emulator, writer);
            Outcome applied = emulator.well("apply", PATH, "--plan", plan.toString());
            assertTrue(applied.out().contains("us-east-1/observability"), applied::toString);
            as(emulator, reader);
            unchanged(emulator.groundplan("plan", PATH, "--detailed-exitcode"));

            emulator.well("synth");
            well(emulator.terragrunt(PATH + "/us-east-1/kms", "plan", "-input=false", "-detailed-exitcode"));
            as(emulator, writer);
            well(emulator.terragrunt(PATH + "/us-east-1/ecr", "apply", "-auto-approve", "-input=false"));

            emulator.well("destroy", PATH, "--unit", "us-east-1/observability", "--confirm", PATH);
        }
    }

    private static EnvironmentModel environment() throws Exception {
        return SettingsTree.read(Repository.root(), groundplan.catalogue.Kinds.all()).stream()
                .filter(one -> one.path().equals(PATH))
                .findFirst()
                .orElseThrow();
    }

    private static void as(OwnEmulator emulator, Caller caller) {
        emulator.variables().remove("AWS_SESSION_TOKEN");
        caller.variables().forEach((name, value) -> {
            if (!value.isEmpty()) {
                emulator.variables().put(name, value);
            }
        });
    }

    private static void unchanged(Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome::toString);
    }

    private static void well(ProcessRunner.Result result) {
        assertEquals(0, result.exit(), result::output);
    }
}
