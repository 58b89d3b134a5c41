package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.cli.Main;
import groundplan.console.Console;
import groundplan.refactor.RefactorRun;
import groundplan.settings.MovesFile;
import groundplan.states.EnvironmentLock;
import groundplan.terraform.ProcessIdentity;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.workspace.Project;
import groundplan.workspace.StateRefactoring;
import groundplan.workspace.TreeRefactoring;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A tree in a repository of Git's own, in which objects are moved.
 *
 * @param tree its files
 * @param place the folder of the tree in the repository
 * @param home the folder for tools and copies of states
 * @param further environment variables
 */
record RefactoredTree(TreeFiles tree, String place, Path home, Map<String, String> further) {
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    static RefactoredTree of(TreeFiles tree, String place, Path home, Map<String, String> further) throws IOException {
        Files.createDirectories(home);
        Files.createSymbolicLink(home.resolve("tools"), Repository.root().resolve(".groundplan/tools"));
        RefactoredTree made = new RefactoredTree(tree, place, home, further);
        made.git("init", "-q");
        made.commit();
        return made;
    }

    void git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result = new ProcessRunner(command, tree.root(), System.getenv()).quietly();
        assertEquals(0, result.exit(), result::output);
    }

    void commit() throws IOException {
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "tree");
    }

    void moves(String text) throws IOException {
        Files.writeString(tree.root().resolve("moves.yaml"), text);
    }

    Outcome refactor(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("refactor", "moves.yaml", "--tree", place));
        arguments.addAll(List.of(options));
        return command(arguments.toArray(String[]::new));
    }

    Outcome command(String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                Main.run(new Console(new PrintWriter(out), new PrintWriter(err), false, false), variables(), arguments);
        return new Outcome(String.join(" ", arguments), exit, out.toString(), err.toString());
    }

    Map<String, String> variables() throws IOException {
        Map<String, String> variables = new TreeMap<>(TreeFiles.variables());
        variables.putAll(further);
        variables.put("GROUNDPLAN_HOME", home.toString());
        variables.put("GROUNDPLAN_PROGRAM", Repository.root().toString());
        variables.put("GROUNDPLAN_CWD", tree.root().toString());
        return variables;
    }

    /** Runs it until a step is done, and leaves everything as a process does that is killed then. */
    void kill(BiPredicate<RefactorRun.WriteStep, String> last) throws Exception {
        Path folder = tree.root().resolve(place);
        EnvironmentLock.Holder dead = new EnvironmentLock.Holder(
                "killed",
                "alice@build",
                ProcessIdentity.machine(InetAddress.getLocalHost().getHostName()),
                // No process has this number: it is over the largest.
                new ProcessIdentity(1L << 40, 1),
                "refactor",
                "2026-11-30T07:00:00Z");
        try (TreeRefactoring target = new TreeRefactoring(
                        Project.ofTree(folder, variables()), folder, false, false, PlainOptions.none(tree.root()));
                StateRefactoring refactoring = new StateRefactoring(
                        target, MovesFile.read(tree.root().resolve("moves.yaml"), "moves.yaml"), dead)) {
            StateRefactoring.Proof proof = refactoring.proof();
            assertEquals(List.of(), proof.refused());
            RefactorRun.Steps killing = (kind, told) -> {
                if (last.test(kind, told)) {
                    throw new Killed();
                }
            };
            assertThrows(Killed.class, () -> refactoring.write(proof, killing));
        }
    }
}
