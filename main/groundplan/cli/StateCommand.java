package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.apply.TakenLock;
import groundplan.apply.UnitStateCommands;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.EnvironmentLock;
import groundplan.states.S3EnvironmentLock;
import groundplan.states.S3States;
import groundplan.synth.UnitDocument;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.ChosenEngine;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.UnitNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "state",
        description = {
            "Works on the state of a unit, as terraform state does:",
            "  list [ADDRESS...]  the addresses in it",
            "  show ADDRESS       a resource",
            "  mv FROM TO         gives a resource another address; a copy of the state is kept"
        },
        mixinStandardHelpOptions = true)
final class StateCommand implements Callable<Integer> {
    enum StateAction {
        list,
        show,
        mv
    }

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(index = "0", paramLabel = "UNIT", description = "A unit, such as shop/dev/us-east-1/network.")
    String path;

    @Parameters(index = "1", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}")
    StateAction action;

    @Parameters(
            index = "2..*",
            paramLabel = "ADDRESS",
            arity = "0..*",
            description = "Addresses, such as TYPE.NAME, 'TYPE.NAME[\"KEY\"]' or module.NAME.")
    List<String> addresses = List.of();

    @Option(names = "--dry-run", description = "mv: shows what would be moved, and moves nothing.")
    boolean dryRun;

    @Option(
            names = "--json",
            description = "list and show: prints JSON. In that of show sensitive values are not hidden.")
    boolean json;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Override
    public Integer call() throws Exception {
        check();
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environmentsBeside(List.of(path));
        UnitModel<?, ?> unit = UnitNames.at(environments, path);
        boolean writes = action == StateAction.mv && !dryRun;
        AwsAccess access = AwsAccess.of(
                project,
                emulator,
                writes ? AssumeRoleSettings.APPLY : AssumeRoleSettings.PLAN,
                List.of(Project.environment(
                        environments, unit.path().system() + "/" + unit.path().environment())));
        UnitDocument document = project.documents(List.of(unit)).get(0);
        ChosenEngine engine = ChosenEngine.of(project, unit.environment());
        Map<String, String> variables = engine.in(project, access.variables());
        Path terraform = engine.program();
        if (writes) {
            EnvironmentLock lock = new S3EnvironmentLock(
                    new S3States(unit.environment(), variables), unit.path().environment());
            EnvironmentLock.Holder self = TakenLock.self("state mv in " + path);
            TakenLock.take(
                    lock,
                    self,
                    false,
                    "run groundplan unlock " + unit.path().system() + "/"
                            + unit.path().environment(),
                    line -> parent.console().err().println(line));
            try (UnitStateCommands state = UnitStateCommands.open(unit, document.json(), terraform, variables)) {
                move(project, state);
            } finally {
                TakenLock.release(lock, self)
                        .ifPresent(problem ->
                                parent.console().err().println(parent.console().red("Error: ") + problem));
            }
            return ExitCode.FINE;
        }
        try (UnitStateCommands state = UnitStateCommands.open(unit, document.json(), terraform, variables)) {
            print(state);
        }
        return ExitCode.FINE;
    }

    private void check() {
        String wanted =
                switch (action) {
                    case list -> "";
                    case show -> addresses.size() == 1 ? "" : "show takes one address";
                    case mv -> addresses.size() == 2 ? "" : "mv takes two addresses: the present one and the new one";
                };
        if (!wanted.isEmpty()) {
            throw Failure.badInput(wanted + ", such as groundplan state " + path + " "
                    + (action == StateAction.mv ? "mv TYPE.NAME TYPE.OTHER" : "show TYPE.NAME"));
        }
        if (dryRun && action != StateAction.mv) {
            throw Failure.badInput("--dry-run is for mv; " + action + " changes nothing");
        }
        if (json && action == StateAction.mv) {
            throw Failure.badInput("--json is for list and show");
        }
    }

    private void print(UnitStateCommands state) throws IOException {
        switch (action) {
            case list -> {
                List<String> found = state.list(addresses);
                if (json) {
                    ObjectNode document = TerraformJson.object();
                    found.forEach(document.putArray("resources")::add);
                    parent.console().out().print(TerraformJson.write(document));
                } else {
                    found.forEach(parent.console().out()::println);
                }
            }
            case show -> {
                if (json) {
                    parent.console()
                            .out()
                            .print(TerraformJson.write(state.json(addresses.get(0))
                                    .orElseThrow(
                                            () -> Failure.failed(path + " has no resource at " + addresses.get(0)))));
                } else {
                    parent.console().out().print(state.show(addresses.get(0)));
                }
            }
            case mv -> parent.console().out().print(state.wouldMove(addresses.get(0), addresses.get(1)));
        }
        parent.console().out().flush();
    }

    private void move(Project project, UnitStateCommands state) throws IOException {
        String from = addresses.get(0);
        String to = addresses.get(1);
        // Terraform checks both addresses before anything is written, here or there.
        state.wouldMove(from, to);
        Optional<Path> copy = state.backUp(project.home().resolve("states"));
        parent.console().out().print(state.move(from, to));
        copy.ifPresent(file -> parent.console().out().println("The state before is kept in " + file));
        parent.console()
                .out()
                .println("Unless the unit's configuration has it at " + to + ", the next plan destroys it there.");
        parent.console().out().flush();
    }
}
