package groundplan.cli;

import groundplan.workspace.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the scripts of {@code generate-completion} ask: prints what the last word may become, one a line. */
@Command(
        name = CompleteCommand.NAME,
        hidden = true,
        description = "Prints what the last word may become, for the scripts of generate-completion.",
        mixinStandardHelpOptions = true)
final class CompleteCommand implements Callable<Integer> {
    static final String NAME = "__complete";

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD",
            description = "The words of the command line after the program's name.")
    List<String> words = List.of("");

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        CompletedWord word = CompletedWord.of(spec.root(), words);
        ArgumentCandidates arguments = new ArgumentCandidates(parent, word);
        Stream<String> candidates = word.option()
                .map(option -> arguments.of(option).map(value -> word.prefix() + value))
                .orElseGet(() -> word.text().startsWith("-") ? options(word) : words(word, arguments));
        candidates
                .filter(candidate -> candidate.startsWith(word.text()))
                .distinct()
                .forEach(parent.console().out()::println);
        parent.console().out().flush();
        return ExitCode.FINE;
    }

    private static Stream<String> options(CompletedWord word) {
        return word.command().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .sorted();
    }

    private static Stream<String> words(CompletedWord word, ArgumentCandidates arguments) {
        Stream<String> commands = word.positionals().isEmpty()
                ? word.command().subcommands().entrySet().stream()
                        .filter(command -> !command.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(Map.Entry::getKey)
                : Stream.empty();
        int index = word.positionals().size();
        return Stream.concat(
                commands,
                word.command().positionalParameters().stream()
                        .filter(parameter -> parameter.index().contains(index))
                        .map(ArgSpec.class::cast)
                        .limit(1)
                        .flatMap(arguments::of));
    }
}
