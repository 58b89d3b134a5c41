package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.apply.ApplyRun;
import groundplan.console.Console;
import groundplan.console.EventWriter;
import groundplan.console.ResultWriter;
import groundplan.console.StepLog;
import groundplan.pricing.NoPrice;
import groundplan.refactor.RefactorRun;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.states.UnreadableState;
import groundplan.synth.InvalidDocuments;
import groundplan.terraform.TerraformFailure;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;

/** Starts the command line. */
public final class Main {
    private Main() {}

    /** The only place that ends the process. */
    public static void main(String[] arguments) {
        // What is written is the same for everybody, also by libraries: no digits and letters of the user's language.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(Console.ofProcess(System.getenv()), System.getenv(), arguments));
    }

    /** Runs one command line and returns its exit code: 0 fine, 1 findings or failure, 2 usage or bad input. */
    public static int run(Console given, Map<String, String> variables, String... arguments) {
        Console console = LogFormat.json(variables, arguments) ? given.events() : given;
        CommandLine line = commandLine(console, variables, root -> Subcommands.addFor(root, arguments));
        int exit = written(console, line.execute(arguments));
        console.err().flush();
        return exit;
    }

    /** A command whose results are lost has failed. */
    private static int written(Console console, int exit) {
        console.out().flush();
        Optional<String> lost = console.out() instanceof ResultWriter results ? results.failure() : Optional.empty();
        lost.ifPresent(
                reason -> console.err().println(console.red("Error: ") + "cannot write to standard output: " + reason));
        return lost.isPresent() && exit == ExitCode.FINE ? ExitCode.FAILED : exit;
    }

    /** The command line with all commands. */
    static CommandLine commandLine(Console console, Map<String, String> variables) {
        return commandLine(console, variables, Subcommands::addAll);
    }

    private static CommandLine commandLine(
            Console console, Map<String, String> variables, Consumer<CommandLine> commands) {
        GroundplanCommand root = new GroundplanCommand(console, variables);
        CommandLine line = new CommandLine(root);
        commands.accept(line);
        line.setOut(console.out()).setErr(console.err()).setCaseInsensitiveEnumValuesAllowed(true);
        paint(line, root);
        OptionVariables.give(line, variables);
        IParameterExceptionHandler wrong = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((failure, arguments) -> {
            paint(line, root);
            Optional<String> advice = UsageAdvice.of(failure, root.command(), root::project);
            advice.ifPresent(text -> console.err().println(text));
            int exit = advice.isPresent() ? ExitCode.BAD_INPUT : wrong.handleParseException(failure, arguments);
            return detailed(exit, failure.getCommandLine(), arguments);
        });
        line.setExecutionStrategy(parsed -> {
            paint(line, root);
            StepLog log = StepLog.open(console.err(), root.verbose);
            try (log) {
                return new CommandLine.RunLast().execute(parsed);
            }
        });
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> detailed(report(root.console(), variables, failure), command));
        return line;
    }

    /** With --detailed-exitcode 2 means changes, so errors exit 1. */
    private static int detailed(int exit, CommandLine command, String... arguments) {
        OptionSpec asked = command.getCommandSpec().findOption("--detailed-exitcode");
        boolean detailed = asked != null
                && (Boolean.TRUE.equals(asked.getValue())
                        || Stream.of(asked.names()).anyMatch(List.of(arguments)::contains));
        return detailed && exit == ExitCode.BAD_INPUT ? ExitCode.FAILED : exit;
    }

    /** Sets colours for help and usage again after parsing: --no-color may come anywhere on the command line. */
    private static void paint(CommandLine line, GroundplanCommand root) {
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                root.console().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    private static int report(Console console, Map<String, String> variables, Exception failure) throws Exception {
        CalledCommand called = new CalledCommand(Project.command(variables), Subcommands.names());
        if (failure instanceof Failure known) {
            console.err().println(console.red("Error: ") + called.in(known.getMessage()));
            return known.exitCode();
        }
        if (failure instanceof InvalidSettings bad) {
            return problems(console, called, bad.problems(), bad.where());
        }
        if (failure instanceof InvalidDocuments bad) {
            return problems(console, called, bad.problems(), "in the synthesized configuration");
        }
        if (failure instanceof java.io.UncheckedIOException wrapped) {
            return report(console, variables, wrapped.getCause());
        }
        if (failure instanceof UnreadableState
                || failure instanceof TerraformFailure
                || failure instanceof ApplyRun.NotNow
                || failure instanceof RefactorRun.CannotWrite
                || failure instanceof NoPrice) {
            console.err().println(console.red("Error: ") + called.in(String.valueOf(failure.getMessage())));
            return ExitCode.FAILED;
        }
        if (failure instanceof java.io.IOException io) {
            console.err().println(console.red("Error: ") + called.in(describe(io)));
            return ExitCode.FAILED;
        }
        if (variables.containsKey("GROUNDPLAN_DEBUG")) {
            throw failure;
        }
        console.err()
                .println(
                        console.red("Error: ") + failure
                                + "\nThis is a bug in Groundplan. Run the command again with GROUNDPLAN_DEBUG=1 for a stack trace.");
        return ExitCode.FAILED;
    }

    private static int problems(Console console, CalledCommand called, List<Problem> problems, String where) {
        problems.stream()
                .map(one -> new Problem(one.mark(), one.key(), called.in(one.message())))
                .forEach(problem -> problem(console, problem));
        int count = problems.size();
        String sum = count + (count == 1 ? " problem " : " problems ") + where + "; nothing was written.";
        if (console.err() instanceof EventWriter events) {
            events.event(
                    EventWriter.EventLevel.ERROR,
                    sum,
                    EventWriter.fields("summary").put("problems", count));
        } else {
            console.err().println(console.red(sum));
        }
        return ExitCode.BAD_INPUT;
    }

    private static void problem(Console console, Problem problem) {
        if (console.err() instanceof EventWriter events) {
            ObjectNode fields = EventWriter.fields("problem")
                    .put("file", problem.mark().file())
                    .put("line", problem.mark().line())
                    .put("column", problem.mark().column())
                    .put("key", problem.key())
                    .put("problem", problem.message());
            events.event(EventWriter.EventLevel.ERROR, problem.toString(), fields);
            return;
        }
        console.err()
                .println(console.bold(problem.mark().toString()) + ": "
                        + (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.message());
    }

    private static String describe(java.io.IOException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof java.nio.file.NoSuchFileException) {
            return "there is no file or folder " + message;
        }
        if (failure instanceof java.nio.file.NotDirectoryException
                || failure instanceof java.nio.file.FileAlreadyExistsException) {
            return message + " is a file where a folder is needed; no existing file was changed";
        }
        if (failure instanceof java.nio.file.AccessDeniedException) {
            return message + ": permission denied; nothing was changed";
        }
        if (failure instanceof java.nio.file.FileSystemException) {
            return message + "; no existing file was changed";
        }
        return message;
    }
}
