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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An environment is used with its own roles, where permissions are enforced: what its administrator has applied once, the jobs of its
 * repository plan, check for drift, change and destroy.
 */
@Tag("nightly")
class RolesOnTheEmulatorTest {

    /**
     * @param path the environment
     * @param region where its units are
     * @param before an alarm's figure in the settings of the system
     * @param after another figure
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "credlink/dev | us-east-1 | cpu_percent: {critical: 90} | cpu_percent: {critical: 85}",
                "h2o/dev | us-east-1 | memory_percent: {warning: 85, minutes: 5} | memory_percent: {warning: 80, minutes: 5}"
            })
    void jobsDoWithTheirRolesWhatTheyAreFor(
            String path, String region, String before, String after, @TempDir Path folder) throws Exception {
        String system = path.replaceFirst("/.*", "");
        String tree = LiveTree.FOLDER + "/" + system;
        String settings = "environments/" + system + "/system.yaml";
        TempProject project = new TempProject(folder);
        TestFiles.copy(Repository.root().resolve("environments"), project.root().resolve("environments"));
        TestFiles.copyVisible(Repository.root().resolve(tree), project.root().resolve(tree));
        try (OwnEmulator emulator = new OwnEmulator(project, 0, Emulator.Abilities.ENFORCING)) {
            EmulatedAws aws = new EmulatedAws(emulator.url());
            EnvironmentModel environment = environment(path);
            Path plan = folder.resolve("plan.json");

            as(emulator, Caller.root(environment.settings().accountId()));
            aws.trustGithub(environment.settings().accountId());
            emulator.well("bootstrap", path);
            emulator.well("plan", path, "--out", plan.toString());
            emulator.well("apply", path, "--plan", plan.toString());

            CommittedRoles roles = CommittedRoles.of(aws, environment).orElseThrow();
            Caller reader = roles.job("plan");
            Caller writer = roles.job("apply");

            as(emulator, reader);
            unchanged(emulator.groundplan("plan", path, "--detailed-exitcode"));
            unchanged(emulator.groundplan("drift", path, "--detailed-exitcode"));

            // What changes the policies of the workflows' own roles is their administrator's.
            String changed = project.text(settings).replace(before, after);
            assertNotEquals(project.text(settings), changed);
            project.with(settings, changed);
            emulator.well("plan", path, "--out", plan.toString());
            as(emulator, writer);
            Outcome applied = emulator.well("apply", path, "--plan", plan.toString());
            assertTrue(applied.out().contains(region + "/observability"), applied::toString);
            as(emulator, reader);
            unchanged(emulator.groundplan("plan", path, "--detailed-exitcode"));

            emulator.well("synth");
            well(emulator.terragrunt(path + "/" + region + "/kms", "plan", "-input=false", "-detailed-exitcode"));
            as(emulator, writer);
            well(emulator.terragrunt(path + "/" + region + "/ecr", "apply", "-auto-approve", "-input=false"));

            emulator.well("destroy", path, "--unit", region + "/observability", "--confirm", path);
        }
    }

    private static EnvironmentModel environment(String path) throws Exception {
        return SettingsTree.read(Repository.root(), groundplan.catalogue.Kinds.all()).stream()
                .filter(one -> one.path().equals(path))
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
