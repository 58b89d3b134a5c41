package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.apply.TakenLock;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.HeldLock;
import groundplan.states.S3States;
import groundplan.states.StateLocks;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.UnitNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "unlock",
        description =
                "Shows who has locked an environment or the state of a unit, and since when, and removes the locks:"
                        + " that of an apply, and Terraform's in the lock table and beside the states.",
        mixinStandardHelpOptions = true)
final class UnlockCommand implements Callable<Integer> {
    private static final int PARTS = 2;

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description =
                    "An environment, such as shop/dev, with all its units, or a unit, such as shop/dev/us-east-1/rds.")
    String path;

    @Option(names = "--force", description = "Removes the locks without asking. Make sure that nobody is using them.")
    boolean force;

    @Option(names = "--dry-run", description = "Shows the locks, and removes none.")
    boolean dryRun;

    @Option(names = "--json", description = "Prints the locks as JSON.")
    boolean json;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environmentsBeside(List.of(path));
        boolean whole = path.split("/").length == PARTS;
        EnvironmentModel environment = whole
                ? Project.environment(environments, path)
                : Project.environment(environments, environment(UnitNames.at(environments, path)));
        List<String> keys = whole
                ? environment.units().stream()
                        .map(unit -> unit.path().stateKey())
                        .toList()
                : List.of(UnitNames.at(environments, path).path().stateKey());
        Map<String, String> variables = AwsAccess.of(
                        project,
                        emulator,
                        dryRun ? AssumeRoleSettings.PLAN : AssumeRoleSettings.APPLY,
                        List.of(environment))
                .variables();
        StateLocks locks = new StateLocks(environment.settings(), new S3States(environment.settings(), variables));
        List<HeldLock> held = new ArrayList<>();
        if (whole) {
            locks.environment(environment.name(), TakenLock.self("").machine()).ifPresent(held::add);
        }
        held.addAll(locks.of(keys));
        if (json && !force && !dryRun && !held.isEmpty()) {
            throw Failure.badInput("--json does not ask: add --force or --dry-run");
        }
        if (!json) {
            show(environment.system(), held);
        }
        boolean removes = !held.isEmpty() && !dryRun;
        if (removes && !force) {
            approve(held.size());
        }
        boolean gone = removes && remove(locks, held);
        if (json) {
            parent.console().out().print(TerraformJson.write(document(environment.system(), held, gone)));
        } else if (gone) {
            parent.console()
                    .out()
                    .println(held.size() == 1 ? "The lock is removed." : held.size() + " locks are removed.");
        }
        parent.console().out().flush();
        return removes && !gone ? ExitCode.FAILED : ExitCode.FINE;
    }

    private static String environment(UnitModel<?, ?> unit) {
        return unit.path().system() + "/" + unit.path().environment();
    }

    private void show(String system, List<HeldLock> held) {
        if (held.isEmpty()) {
            parent.console().out().println(path + " is not locked.");
        }
        for (HeldLock lock : held) {
            parent.console()
                    .out()
                    .println(parent.console().bold(system + "/" + lock.of()) + ": "
                            + (lock.id().isEmpty()
                                    ? "locked; the note of who did it is damaged"
                                    : "locked by " + lock.who() + " since " + lock.since() + ", " + lock.operation()
                                            + ", id " + lock.id())
                            + ", in " + lock.place());
        }
        parent.console().out().flush();
    }

    private void approve(int count) throws IOException {
        if (!parent.console().live()) {
            throw Failure.badInput("there is no terminal to ask whether "
                    + (count == 1 ? "the lock is" : "the locks are") + " to be removed; add --force");
        }
        parent.console()
                .err()
                .print("A lock protects a state from two changes at once. Make sure that whoever holds it has ended.\n"
                        + "Only 'yes' will be accepted to remove "
                        + (count == 1 ? "the lock: " : "the " + count + " locks: "));
        parent.console().err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (!"yes".equals(answer)) {
            throw Failure.failed("not approved; nothing was removed");
        }
    }

    /** Removes what was shown. Returns false if something else has been locked since, which stays. */
    private boolean remove(StateLocks locks, List<HeldLock> held) throws IOException {
        boolean all = true;
        for (HeldLock lock : held) {
            if (!locks.remove(lock)) {
                all = false;
                parent.console()
                        .err()
                        .println(
                                parent.console().red("Error: ") + "the lock of " + lock.of()
                                        + " is not the one that was shown any more: it was released, or somebody else has taken it");
            }
        }
        return all;
    }

    private static ObjectNode document(String system, List<HeldLock> held, boolean removed) {
        ObjectNode document = TerraformJson.object().put("removed", removed);
        ArrayNode list = document.putArray("locks");
        held.forEach(lock -> list.addObject()
                .put("path", system + "/" + lock.of())
                .put("who", lock.who())
                .put("since", lock.since())
                .put("operation", lock.operation())
                .put("id", lock.id())
                .put("place", lock.place()));
        return document;
    }
}
