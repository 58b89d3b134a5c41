package groundplan.cli;

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
 * The environment variables of the options: {@code --out} is {@code GROUNDPLAN_OUT} too. What the command line says counts
 * before a variable, and a variable before the default. An empty variable is none; one with a bad value is an error of every
 * command that knows it.
 *
 * @param variables the environment variables of the process
 */
record OptionVariables(Map<String, String> variables) implements IDefaultValueProvider, IParameterExceptionHandler {
    /** What every variable's name begins with. */
    static final String PREFIX = "GROUNDPLAN_";

    /** Somebody's consent to one command. A variable would give it to whatever runs in the same shell. */
    static final Set<String> CONSENT = Set.of("--auto-approve", "--confirm", "--take-over");

    /** What is something else in each command has the command's name in its variable: {@code GROUNDPLAN_LIST_FORMAT}. */
    private static final Set<String> OF_ONE_COMMAND =
            Set.of("--all", "--format", "--from", "--json-out-dir", "--out-dir", "--plan");

    private static final Map<String, String> FLAGS = Map.of("1", "true", "0", "false");

    /** Gives the options of a command line, and of all commands below, their variables. */
    static CommandLine give(CommandLine line, Map<String, String> variables) {
        OptionVariables given = new OptionVariables(variables);
        rebuild(line.getCommandSpec());
        return line.setDefaultValueProvider(given).setParameterExceptionHandler(given);
    }

    /** The name of an option's variable; absent for help, and for what nobody may say beforehand. */
    static Optional<String> name(OptionSpec option) {
        if (option.usageHelp() || option.versionHelp() || CONSENT.contains(option.longestName())) {
            return Optional.empty();
        }
        CommandSpec command = option.command();
        String of = OF_ONE_COMMAND.contains(option.longestName())
                ? command.qualifiedName("_").replaceFirst("^" + command.root().name() + "_", "") + "_"
                : "";
        return Optional.of(PREFIX
                + (of + option.longestName().replaceFirst("^-+", ""))
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT));
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
                // What picocli would take for a variable of its own.
                .map(text -> text.replace("${", "$${"));
    }

    /** Says where a bad value stands, which picocli takes for one of the command line. */
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
     * Rebuilds options so that the help names the variable, and so that a flag can be said to be off, which is how the command
     * line takes back what a variable says.
     */
    private static void rebuild(CommandSpec command) {
        // Commands below first: an option that they inherit comes to them again with the command's own.
        command.subcommands().values().forEach(below -> rebuild(below.getCommandSpec()));
        for (ArgSpec argument : List.copyOf(command.args())) {
            ArgSpec with = argument instanceof OptionSpec option ? rebuilt(option) : argument;
            // All in turn, for a method gets its arguments in the order in which they are here.
            command.remove(argument);
            if (!argument.inherited()) {
                command.add(with);
            }
        }
    }

    private static OptionSpec rebuilt(OptionSpec option) {
        // It is its own root, not what it was made of: commands below inherit from it.
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
