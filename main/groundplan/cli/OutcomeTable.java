package groundplan.cli;

import groundplan.apply.ApplyResult;
import groundplan.apply.Outcome;
import groundplan.console.Console;
import java.util.List;
import java.util.Locale;

/** The outcome of each unit of an apply or a destroy, as a table. */
final class OutcomeTable {
    private OutcomeTable() {}

    /** Prints the outcomes. */
    static void print(Console console, List<Outcome> outcomes) {
        int width = outcomes.stream()
                .mapToInt(outcome -> outcome.unit().toString().length())
                .max()
                .orElse(0);
        for (Outcome outcome : outcomes) {
            String word = String.format(Locale.ROOT, "%-14s", outcome.end().words());
            console.out()
                    .println(outcome.unit()
                            + " ".repeat(width - outcome.unit().toString().length()) + "  "
                            + (outcome.well() ? console.green(word) : console.red(word)) + "  "
                            + outcome.detail().strip());
        }
        console.out().flush();
    }

    /** Prints what failed after the units were applied. Returns whether nothing failed at all. */
    static boolean problems(Console console, ApplyResult result) {
        result.problems().forEach(problem -> console.err().println(console.red("Error: ") + problem));
        return result.applied() && result.problems().isEmpty();
    }
}
