package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.refactor.ObjectMove;
import groundplan.refactor.RefactorJournal;
import groundplan.refactor.RefactorRun;
import groundplan.refactor.StateWrite;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.MovesFile;
import groundplan.settings.MovesFile.MoveEntry;
import groundplan.workspace.EnvironmentRefactoring;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.RefactoringTarget;
import groundplan.workspace.StateRefactoring;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "refactor",
        description = {
            "Moves objects between the states of units, once the settings or the tree have their new form: renames, splits and"
                    + " merges units, moves resources and modules. Shows with the whole plan that nothing else would happen,"
                    + " and writes the states only then.",
            "To continue a run that failed or was killed, run the same command again."
        },
        mixinStandardHelpOptions = true)
final class RefactorCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The moves: a YAML list, each entry with from and to, as <unit> or <unit>:<address>.")
    Path file;

    @Mixin
    TreeOptions tree;

    @Option(names = "--dry-run", description = "Shows what would be moved and the plan's verdict, and writes nothing.")
    boolean dryRun;

    @Option(names = "--auto-approve", description = "Writes the states without asking.")
    boolean autoApprove;

    @Option(
            names = "--take-over",
            description =
                    "Ends what another run has begun, also one on another machine. Make sure that it is no longer running.")
    boolean takeOver;

    @Option(
            names = {"--detailed-exitcode", "-detailed-exitcode"},
            description = "With --dry-run: exits 0 if there is nothing to move, 1 on errors, 2 if there is something.")
    boolean detailedExitCode;

    @Option(names = "--json", description = "Prints the result as JSON; needs --dry-run or --auto-approve.")
    boolean json;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    /** What came of it. */
    private enum MoveResult {
        /** There was nothing to move. */
        NOTHING,
        REFUSED,
        /** It would be moved. */
        POSSIBLE,
        MOVED
    }

    @Override
    public Integer call() throws Exception {
        if (json && !dryRun && !autoApprove) {
            throw Failure.badInput("--json does not ask: add --dry-run or --auto-approve");
        }
        if (dryRun && autoApprove) {
            throw Failure.badInput("--dry-run writes nothing, so there is nothing to approve; use one of them");
        }
        if (!dryRun && !autoApprove && !parent.console().live()) {
            throw Failure.badInput("there is no terminal to ask for approval; add --auto-approve, or --dry-run");
        }
        List<MoveEntry> entries =
                MovesFile.read(Project.current(parent.variables()).resolve(file), file.toString());
        try (RefactoringTarget target = target(entries);
                StateRefactoring refactoring = new StateRefactoring(target, entries)) {
            Optional<RefactorJournal> begun = refactoring.begun();
            if (begun.isEmpty()) {
                return done(refactoring);
            }
            end(begun.get(), refactoring);
        }
        // What was read before that is no longer so.
        try (RefactoringTarget target = target(entries);
                StateRefactoring refactoring = new StateRefactoring(target, entries)) {
            return done(refactoring);
        }
    }

    private RefactoringTarget target(List<MoveEntry> entries) throws IOException, InvalidSettings {
        if (tree.given()) {
            return tree.refactoring(parent.variables(), emulator);
        }
        Project project = parent.project();
        List<String> paths = entries.stream()
                .flatMap(entry -> Stream.of(entry.from(), entry.to()))
                .map(place -> place.split("/", 3))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[0] + "/" + parts[1])
                .distinct()
                .toList();
        List<EnvironmentModel> all = project.environmentsBeside(paths);
        List<EnvironmentModel> environments = all.stream()
                .filter(environment -> paths.contains(environment.path()))
                .toList();
        if (environments.isEmpty()) {
            throw Failure.badInput(
                    file + " names no environment of the settings: its units are named as"
                            + " <system>/<environment>/<region>/<unit>; for those of a tree that Groundplan did not write add --tree DIR");
        }
        return new EnvironmentRefactoring(project, emulator, !dryRun, environments);
    }

    /** Ends what an earlier run has begun. */
    private void end(RefactorJournal journal, StateRefactoring refactoring) throws IOException {
        String what = "A refactoring of "
                + String.join(
                        ", ", journal.units().stream().map(UnitPath::toString).toList())
                + " has begun and has not ended.";
        if (dryRun) {
            throw Failure.failed(what + " To end it, run the same command without --dry-run");
        }
        parent.console().err().println(what);
        approve("end it");
        refactoring.end(journal, takeOver, this::progress);
        parent.console().err().println("It has ended.");
    }

    private int done(StateRefactoring refactoring) throws IOException, InvalidSettings {
        StateRefactoring.Proof proof = refactoring.proof();
        boolean nothing = proof.states().moves().isEmpty();
        MoveResult end =
                nothing ? MoveResult.NOTHING : proof.refused().isEmpty() ? MoveResult.POSSIBLE : MoveResult.REFUSED;
        List<StateWrite> writes = end == MoveResult.POSSIBLE ? refactoring.writes(proof) : List.of();
        if (!json) {
            show(proof, writes, end);
        }
        if (end == MoveResult.POSSIBLE && !dryRun) {
            approve("write the states");
            refactoring.write(proof, this::progress);
            end = MoveResult.MOVED;
        }
        if (json) {
            parent.console().out().print(TerraformJson.write(document(proof, writes, refactoring.copies(), end)));
        } else if (end == MoveResult.MOVED) {
            refactoring.copies().forEach(copy -> parent.console().out().println("The state before is kept in " + copy));
            parent.console().out().println("Moved. Nothing is left to be applied.");
        }
        parent.console().out().flush();
        return switch (end) {
            case NOTHING, MOVED -> ExitCode.FINE;
            case POSSIBLE -> detailedExitCode ? ExitCode.CHANGES : ExitCode.FINE;
            case REFUSED -> ExitCode.FAILED;
        };
    }

    private void progress(RefactorRun.WriteStep step, String told) {
        if (step != RefactorRun.WriteStep.JOURNAL) {
            parent.console().err().println(told);
        }
    }

    private void approve(String what) throws IOException {
        if (autoApprove) {
            return;
        }
        parent.console().err().print("Only 'yes' will be accepted to " + what + ": ");
        parent.console().err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (!"yes".equals(answer)) {
            throw Failure.failed("not approved; nothing was written");
        }
    }

    private void show(StateRefactoring.Proof proof, List<StateWrite> writes, MoveResult end) {
        List<String> lines = new ArrayList<>();
        proof.states().done().forEach(done -> lines.add("Nothing is left to be moved: " + done));
        for (ObjectMove move : proof.states().moves()) {
            lines.add("  " + told(move.from(), move.fromAddress()) + " -> " + told(move.to(), move.toAddress())
                    + (move.id().isEmpty() ? "" : "  " + parent.console().dim(move.id())));
        }
        switch (end) {
            case NOTHING -> lines.add("There is nothing to move.");
            case REFUSED -> {
                lines.add(
                        parent.console().red("Refused") + ": with the states as they would be, the plan is not empty:");
                proof.refused().forEach(why -> lines.add("  " + why));
                lines.add("Nothing was written. What is not in the moves has to be as it is in the states: change "
                        + file + " or the configuration, or apply what is pending before.");
            }
            default -> {
                int count = proof.states().moves().size();
                lines.add(count + (count == 1 ? " object is moved" : " objects are moved")
                        + "; the whole plan creates, changes and destroys nothing.");
                writes.forEach(write -> lines.add(
                        "  " + (write.state().isPresent() ? "writes" : "deletes") + " the state of " + write.unit()));
            }
        }
        lines.forEach(parent.console().out()::println);
        parent.console().out().flush();
    }

    /** Without system and environment where they are the same for all. */
    private String told(UnitPath unit, String address) {
        return (!tree.given() ? unit.toString() : unit.inEnvironment()) + " " + address;
    }

    private static ObjectNode document(
            StateRefactoring.Proof proof, List<StateWrite> writes, List<Path> copies, MoveResult end) {
        ObjectNode document = TerraformJson.object();
        document.put("moved", end == MoveResult.MOVED);
        ArrayNode moves = document.putArray("moves");
        proof.states().moves().forEach(move -> {
            ObjectNode one = moves.addObject();
            one.putObject("from").put("unit", move.from().toString()).put("address", move.fromAddress());
            one.putObject("to").put("unit", move.to().toString()).put("address", move.toAddress());
            one.put("id", move.id());
        });
        proof.states().done().forEach(document.putArray("done")::add);
        proof.refused().forEach(document.putArray("refused")::add);
        ArrayNode states = document.putArray("states");
        writes.forEach(write -> states.addObject()
                .put("unit", write.unit().toString())
                .put("action", write.state().isPresent() ? "write" : "delete"));
        copies.forEach(copy -> document.withArrayProperty("copies").add(copy.toString()));
        return document;
    }
}
