package groundplan.cli;

import groundplan.console.EventWriter;
import groundplan.workspace.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The environment variables of the options: {@code --out} is {@code GROUNDPLAN_OUT} too. An option on the command line
 * overrides a variable, and a variable overrides the default. An empty variable counts as not set; a bad value is an error in
 * every command that has the option.
 *
 * @param variables the environment variables of the process
 */
record OptionVariables(Map<String, String> variables) implements IDefaultValueProvider, IParameterExceptionHandler {
    /** What every variable's name begins with. */
    static final String PREFIX = "GROUNDPLAN_";

    /** Options that approve one command. A variable would approve every command that runs in the same shell. */
    static final Set<String> CONSENT = Set.of("--auto-approve", "--confirm", "--take-over", "--yes", "unlock --force");

    /** Options that mean something else in each command: their variables have the command's name, as {@code GROUNDPLAN_LIST_FORMAT}. */
    private static final Set<String> OF_ONE_COMMAND =
            Set.of("--all", "--format", "--from", "--json-out-dir", "--out-dir", "--plan");

    private static final Map<String, String> FLAGS = Map.of("1", "true", "0", "false");

    /** Reads variables for the options of a command line and of all its subcommands. */
    static CommandLine give(CommandLine line, Map<String, String> variables) {
        OptionVariables given = new OptionVariables(variables);
        rebuild(line.getCommandSpec());
        return line.setDefaultValueProvider(given).setParameterExceptionHandler(given);
    }

    /** The name of an option's variable; absent for help and for options that approve a command. */
    static Optional<String> name(OptionSpec option) {
        CommandSpec command = option.command();
        if (option.usageHelp()
                || option.versionHelp()
                || CONSENT.contains(option.longestName())
                || CONSENT.contains(command.name() + " " + option.longestName())) {
            return Optional.empty();
        }
        String of = OF_ONE_COMMAND.contains(option.longestName())
                ? command.qualifiedName("_").replaceFirst("^" + command.root().name() + "_", "") + "_"
                : "";
        return Optional.of(PREFIX
                + (of + option.longestName().replaceFirst("^-+", ""))
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT));
    }

    /** Picocli puts this into a message for each option, which it then does not print. */
    @Override
    public String toString() {
        return "environment variables " + PREFIX + "*";
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? value(option).orElse(null) : null;
    }

    private Optional<String> value(OptionSpec option) {
        return name(option)
                .map(variables::get)
                .filter(text -> !text.isBlank())
                .map(text -> flag(option) ? FLAGS.getOrDefault(text, text) : text)
                // Picocli would replace ${...} as a variable of its own.
                .map(text -> text.replace("${", "$${"));
    }

    /** Names the variable in the message about a bad value; picocli's message names the option. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String message = failure.getMessage();
        if (failure.getArgSpec() instanceof OptionSpec option
                && value(option).filter(text -> holds(text, failure.getValue())).isPresent()) {
            message = message.replaceFirst(
                    "(?i)(for )?option '[^']*'( \\(.*?\\))?",
                    "$1environment variable " + name(option).orElseThrow());
        }
        if (command.getErr() instanceof EventWriter events) {
            events.event(EventWriter.EventLevel.ERROR, message, EventWriter.fields("usage"));
            return ExitCode.BAD_INPUT;
        }
        command.getErr().println(command.getColorScheme().errorText(message));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
            command.usage(command.getErr());
        }
        return ExitCode.BAD_INPUT;
    }

    private static boolean holds(String text, String bad) {
        return bad != null && (text.equals(bad) || List.of(text.split(",")).contains(bad));
    }

    /**
     * Rebuilds options so that the help names the variable, and so that a flag can be set to false, to override a variable on the
     * command line.
     */
    private static void rebuild(CommandSpec command) {
        // Subcommands first: they inherit the options that are added to this command.
        command.subcommands().values().forEach(below -> rebuild(below.getCommandSpec()));
        for (ArgSpec argument : List.copyOf(command.args())) {
            ArgSpec with = argument instanceof OptionSpec option ? rebuilt(option) : argument;
            // In turn, because a command method gets its arguments in this order.
            command.remove(argument);
            if (!argument.inherited()) {
                command.add(with);
            }
        }
    }

    private static OptionSpec rebuilt(OptionSpec option) {
        // Without the root of the original, so that subcommands inherit the rebuilt option.
        OptionSpec.Builder builder = OptionSpec.builder(option).root(null);
        if (flag(option) && name(option).isPresent()) {
            builder.arity("0..1").fallbackValue("true").paramLabel("false");
        }
        name(option).ifPresent(name -> {
            String[] lines = option.description().clone();
            lines[lines.length - 1] += " [" + name + "]";
            builder.description(lines);
        });
        return builder.build();
    }

    private static boolean flag(OptionSpec option) {
        return (option.type() == boolean.class || option.type() == Boolean.class)
                && !option.usageHelp()
                && !option.versionHelp();
    }
}
