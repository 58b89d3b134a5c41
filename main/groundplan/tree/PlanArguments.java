package groundplan.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the arguments of {@code terraform plan} say: those of {@code extra_arguments}, and of the environment variables {@code
 * TF_CLI_ARGS} and {@code TF_CLI_ARGS_plan}, which Terraform puts before them.
 *
 * @param assignments what gives values to variables, in order: later ones override earlier ones
 * @param narrowing arguments that make a plan leave out, or do, something else than what the configuration says
 */
record PlanArguments(List<Assignment> assignments, List<String> narrowing) {
    private static final Set<String> NARROWING = Set.of("target", "exclude", "replace", "destroy", "refresh-only");
    private static final Set<String> WITHOUT_VALUE = Set.of("destroy", "refresh-only");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"'\\\\]|\\\\.|\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+')++");
    private static final Pattern QUOTED = Pattern.compile("\\\\(.)|\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^']*+)'");

    PlanArguments {
        assignments = List.copyOf(assignments);
        narrowing = List.copyOf(narrowing);
    }

    /** An argument that gives values to variables. */
    sealed interface Assignment {
        /** A file with values, {@code -var-file}. */
        record OfFile(String path) implements Assignment {}

        /** One variable, {@code -var name=text}. */
        record OfVariable(String name, String text) implements Assignment {}
    }

    static PlanArguments of(RecordedCall call) {
        List<String> arguments = new ArrayList<>();
        for (String variable : List.of("TF_CLI_ARGS", "TF_CLI_ARGS_plan")) {
            arguments.addAll(words(call.variables().getOrDefault(variable, "")));
        }
        arguments.addAll(call.arguments());
        List<Assignment> assignments = new ArrayList<>();
        List<String> narrowing = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (!argument.startsWith("-")) {
                continue;
            }
            // Go's flags may have two hyphens, and their value after a "=" or as the next argument.
            String flag = argument.replaceFirst("^--?", "");
            int equals = flag.indexOf('=');
            String name = equals < 0 ? flag : flag.substring(0, equals);
            boolean isAssignment = name.equals("var") || name.equals("var-file");
            boolean isNarrowing = NARROWING.contains(name) && !flag.equals(name + "=false");
            Optional<String> value = Optional.empty();
            if (equals >= 0) {
                value = Optional.of(flag.substring(equals + 1));
            } else if ((isAssignment || isNarrowing) && !WITHOUT_VALUE.contains(name) && at + 1 < arguments.size()) {
                value = Optional.of(arguments.get(++at));
            }
            if (isAssignment) {
                value.flatMap(given -> assignment(name, given)).ifPresent(assignments::add);
            } else if (isNarrowing) {
                narrowing.add("-" + name + value.map(given -> "=" + given).orElse(""));
            }
        }
        return new PlanArguments(assignments, narrowing);
    }

    /**
     * What is wrong with them.
     *
     * @param unit the unit that is planned with them
     */
    List<String> problems(String unit) {
        return narrowing.stream()
                .map(argument -> unit + ": it is planned with " + argument
                        + ", but a whole plan plans all of a unit; leave it out of extra_arguments and TF_CLI_ARGS")
                .toList();
    }

    private static Optional<Assignment> assignment(String flag, String given) {
        if (flag.equals("var-file")) {
            return Optional.of(new Assignment.OfFile(given));
        }
        int equals = given.indexOf('=');
        return equals < 0
                ? Optional.empty()
                : Optional.of(
                        new Assignment.OfVariable(given.substring(0, equals).strip(), given.substring(equals + 1)));
    }

    /** The words of a text as a shell divides it: Terraform reads its environment variables so. */
    /** The arguments in a text, as Terraform divides environment variables. */
    static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(word -> QUOTED.matcher(word)
                        .replaceAll(quoted -> Matcher.quoteReplacement(
                                quoted.group(1) != null
                                        ? quoted.group(1)
                                        : quoted.group(2) != null
                                                ? quoted.group(2).replaceAll("\\\\([\"\\\\$`])", "$1")
                                                : quoted.group(3))))
                .toList();
    }
}
