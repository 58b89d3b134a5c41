package groundplan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The word of a command line that is being typed, and what it is.
 *
 * @param text what has been typed of it
 * @param command the command that the words before it name
 * @param positionals the words before it that are arguments of that command
 * @param option the option whose value it is; empty if it is none
 * @param prefix what stands in the word before the value of an option, such as {@code --format=}, or the values before a comma
 */
record CompletedWord(
        String text, CommandSpec command, List<String> positionals, Optional<OptionSpec> option, String prefix) {

    /** @param words the words of the command line after the program's name; the last one is being typed */
    static CompletedWord of(CommandSpec root, List<String> words) {
        CommandSpec command = root;
        List<String> positionals = new ArrayList<>();
        Optional<OptionSpec> awaited = Optional.empty();
        for (String word : words.subList(0, words.size() - 1)) {
            if (awaited.isPresent()) {
                awaited = Optional.empty();
            } else if (word.startsWith("-")) {
                awaited = word.contains("=") ? Optional.empty() : valued(command, word);
            } else if (positionals.isEmpty() && command.subcommands().containsKey(word)) {
                CommandLine below = command.subcommands().get(word);
                command = below.getCommandSpec();
            } else {
                positionals.add(word);
            }
        }
        String text = words.get(words.size() - 1);
        int assigned = text.startsWith("-") ? text.indexOf('=') : -1;
        if (assigned > 0) {
            Optional<OptionSpec> option = valued(command, text.substring(0, assigned));
            return new CompletedWord(
                    text,
                    command,
                    positionals,
                    option,
                    text.substring(0, assigned + 1) + values(option, text.substring(assigned + 1)));
        }
        return new CompletedWord(text, command, positionals, awaited, values(awaited, text));
    }

    /** An option that takes a value; a flag may take one only after an equals sign. */
    private static Optional<OptionSpec> valued(CommandSpec command, String name) {
        return Optional.ofNullable(command.findOption(name))
                .filter(option -> option.arity().min() > 0);
    }

    /** The values that stand before the one that is being typed, where an option takes several. */
    private static String values(Optional<OptionSpec> option, String text) {
        return option.filter(OptionSpec::isMultiValue).isPresent() ? text.substring(0, text.lastIndexOf(',') + 1) : "";
    }
}
