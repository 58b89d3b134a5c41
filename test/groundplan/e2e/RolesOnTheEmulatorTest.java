package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.aws.WorkingRole;
import groundplan.catalogue.Kinds;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every environment is used with its own roles where permissions are enforced. The jobs of its repository apply all of its units but
 * what decides what these roles may do, and the password policy of the account, which are its administrator's; they plan, look for
 * drift, change every resource that has tags, and destroy, through Groundplan and through Terragrunt.
 */
@Tag("nightly")
class RolesOnTheEmulatorTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    /** The kinds of units that say what the roles may do. */
    private static final Set<String> ADMINISTRATORS = Set.of("github", "cross-account-roles");

    private static final String ALLOWANCE =
            """
            - {unit: %s, address: "*", actions: [delete], reason: the test takes it away, owner: platform, expires: "%s"}
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource("groundplan.e2e.ChosenEnvironments#paths")
    @Execution(ExecutionMode.CONCURRENT)
    void jobsDoWithTheirRolesWhatTheyAreFor(String path, @TempDir Path folder) throws Exception {
        TempProject project = new TempProject(folder);
        TestFiles.copy(Repository.root().resolve("environments"), project.root().resolve("environments"));
        String system = path.replaceFirst("/.*", "");
        String tree = LiveTree.FOLDER + "/" + system;
        TestFiles.copyVisible(Repository.root().resolve(tree), project.root().resolve(tree));
        try (OwnEmulator emulator = new OwnEmulator(project, 0, Emulator.Abilities.ENFORCING)) {
            new Run(path, project, emulator).fromAnEmptyAccountToAnEmptyOne();
        }
    }

    /** An environment on an emulator of its own. */
    private static final class Run {
        private final String path;
        private final String folder;
        private final Map<String, String> committed = new TreeMap<>();
        private final TempProject project;
        private final OwnEmulator emulator;
        private final EnvironmentModel environment;
        private final CommittedRoles roles;
        private final Caller root;
        private final String plan;

        Run(String path, TempProject project, OwnEmulator emulator) throws Exception {
            this.path = path;
            this.folder = "environments/" + path;
            project.files(folder).forEach((file, text) -> {
                if (file.endsWith(".yaml")) {
                    committed.put(file, text);
                }
            });
            this.project = project;
            this.emulator = emulator;
            this.environment = SettingsTree.read(Repository.root(), Kinds.all()).stream()
                    .filter(one -> one.path().equals(path))
                    .findFirst()
                    .orElseThrow();
            this.roles = CommittedRoles.of(new EmulatedAws(emulator.url()), environment)
                    .orElseThrow();
            this.root = Caller.root(environment.settings().accountId());
            this.plan = project.root().resolve("plan.json").toString();
        }

        void fromAnEmptyAccountToAnEmptyOne() throws Exception {
            as(root);
            emulator.well("bootstrap", path);
            applyWhatOthersHave();

            // The roles are not applied before what they are for: an administrator makes the first ones.
            roles.create();
            withoutTheirs(false);
            job("apply");
            emulator.well("plan", path, "--out", plan);
            emulator.well("apply", path, "--plan", plan);

            as(root);
            roles.delete();
            withTheirs();
            emulator.well("plan", path, "--out", plan);
            emulator.well("apply", path, "--plan", plan);

            job("plan");
            unchanged(emulator.groundplan("plan", path, "--detailed-exitcode"));
            unchanged(emulator.groundplan("drift", path, "--detailed-exitcode"));

            as(root);
            withoutTheirs(false);
            emulator.well("plan", path, "--out", plan);
            emulator.well("apply", path, "--plan", plan);
            roles.create();
            withoutTheirs(true);
            job("plan");
            emulator.well("plan", path, "--out", plan);
            job("apply");
            Outcome changed = emulator.well("apply", path, "--plan", plan);
            assertTrue(changed.out().contains("/kms"), changed::toString);

            String watched = environment.settings().region() + "/observability";
            emulator.well("destroy", path, "--unit", watched, "--confirm", path);
            emulator.well("synth", path);
            as(root);
            endWhatWatches();
            job("apply");
            // Terragrunt needs the outputs of what a unit reads to destroy it, also of one that is destroyed already.
            emulator.well(
                    "run",
                    "./" + path + "/** | !boundary | !observability | !account | !cloudtrail",
                    "destroy",
                    "--auto-approve");
        }

        /** The boundary lets no role end the trail or the account's checks: their administrator does, before what they write to is gone. */
        private void endWhatWatches() {
            List<UnitModel<?, ?>> readersFirst = new ArrayList<>(environment.units());
            Collections.reverse(readersFirst);
            for (UnitModel<?, ?> unit : readersFirst) {
                if (Set.of("account", "cloudtrail").contains(unit.kind().name())) {
                    emulator.well("run", unit.path().toString(), "destroy", "--auto-approve");
                }
            }
        }

        /** What the environment reads of others is applied by their administrators, once. */
        private void applyWhatOthersHave() throws IOException {
            TreeSet<String> read = new TreeSet<>();
            TreeSet<String> environments = new TreeSet<>();
            for (UnitModel<?, ?> unit : environment.units()) {
                for (UnitModel<?, ?> other : unit.reads().values()) {
                    String owner = other.path().system() + "/" + other.path().environment();
                    if (!owner.equals(path) && read.add(other.path().toString()) && environments.add(owner)) {
                        as(Caller.root(other.environment().accountId()));
                        emulator.well("bootstrap", owner);
                    }
                }
            }
            for (String unit : read) {
                as(Caller.root(account(unit)));
                emulator.well("run", unit, "apply", "--auto-approve");
            }
            as(root);
        }

        private String account(String unit) {
            return environment.units().stream()
                    .flatMap(one -> one.reads().values().stream())
                    .filter(one -> one.path().toString().equals(unit))
                    .findFirst()
                    .orElseThrow()
                    .environment()
                    .accountId();
        }

        /** The settings as they are committed. */
        private void withTheirs() {
            committed.forEach((file, text) -> project.with(folder + "/" + file, text));
        }

        /** The settings without what only an administrator applies, and perhaps with a tag for everything. */
        private void withoutTheirs(boolean tagged) throws IOException {
            for (Map.Entry<String, String> file : committed.entrySet()) {
                ObjectNode all = (ObjectNode) YAML.readTree(file.getValue());
                boolean whole = file.getKey().equals("environment.yaml");
                if (whole) {
                    without(all.withObjectProperty("units"));
                } else {
                    // It would say again what the whole environment's settings say.
                    all.path("units").forEach(unit -> remove(unit, "password_policy"));
                }
                if (whole && tagged) {
                    all.withObjectProperty("tags").put("Reviewed", "yes");
                }
                project.with(folder + "/" + file.getKey(), YAML.writeValueAsString(all));
            }
            // Where losses are refused, so is the end of these units, and of the one that is destroyed alone.
            project.with(
                    "environments/" + path.replaceFirst("/.*", "") + "/allowances.yaml",
                    environment.units().stream()
                            .filter(unit -> ADMINISTRATORS.contains(unit.kind().name())
                                    || unit.kind().name().equals("observability"))
                            .map(unit -> ALLOWANCE.formatted(
                                    unit.path(), LocalDate.now().plusDays(1)))
                            .collect(Collectors.joining()));
        }

        private static void remove(JsonNode unit, String key) {
            if (unit instanceof ObjectNode object) {
                object.remove(key);
            }
        }

        private void without(ObjectNode units) {
            for (UnitModel<?, ?> unit : environment.units()) {
                if (ADMINISTRATORS.contains(unit.kind().name())) {
                    units.putObject(unit.path().unit()).put("enabled", false);
                } else if (unit.kind().name().equals("account")) {
                    units.withObjectProperty(unit.path().unit())
                            .withObjectProperty("password_policy")
                            .put("enabled", false);
                }
            }
        }

        private void job(String task) throws IOException {
            as(roles.job(task));
            emulator.variables().put(WorkingRole.CHOICE, task);
        }

        private void as(Caller caller) {
            emulator.variables().remove("AWS_SESSION_TOKEN");
            caller.variables().forEach((name, value) -> {
                if (!value.isEmpty()) {
                    emulator.variables().put(name, value);
                }
            });
            emulator.variables().remove(WorkingRole.CHOICE);
        }

        private static void unchanged(Outcome outcome) {
            assertEquals(0, outcome.exit(), outcome::toString);
        }
    }
}
