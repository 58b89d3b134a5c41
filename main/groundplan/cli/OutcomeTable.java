package groundplan.cli;

import groundplan.apply.Outcome;
import groundplan.console.Console;
import java.util.List;

/** What became of each unit of an apply or a destroy, as a table. */
final class OutcomeTable {
    private OutcomeTable() {}

    /** Says what became of the units; answers whether all went well. */
    static boolean print(Console console, List<Outcome> outcomes) {
        boolean well = true;
        int width = outcomes.stream()
                .mapToInt(outcome -> outcome.unit().toString().length())
                .max()
                .orElse(0);
        for (Outcome outcome : outcomes) {
            well &= outcome.well();
            String word = String.format("%-14s", outcome.end().words());
            console.out()
                    .println(outcome.unit()
                            + " ".repeat(width - outcome.unit().toString().length()) + "  "
                            + (outcome.well() ? console.green(word) : console.red(word)) + "  "
                            + outcome.detail().strip());
        }
        return well;
    }
}
