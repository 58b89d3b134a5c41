package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Arguments whose change interrupts what serves, although the resource stays: {@code interruptions.csv}.
 *
 * @param only an argument that has to be true for that; empty if none has
 * @param effect what happens then
 */
record Interruptions(List<String> types, Argument argument, String only, String effect) {
    private static final int COLUMNS = 4;
    private static final List<Interruptions> ALL = Rows.of("interruptions.csv", COLUMNS, Interruptions::row);

    /** The first of them: a resource that stops once stops for all of its changes. */
    static List<Danger> of(ResourceChange change) {
        if (change.does() != ResourceChange.Does.UPDATE) {
            return List.of();
        }
        return ALL.stream()
                .filter(row -> row.types.contains(change.type()) && row.interrupts(change))
                .map(row -> Danger.outage(row.argument.path() + " changes: " + row.effect))
                .limit(1)
                .toList();
    }

    private boolean interrupts(ResourceChange change) {
        JsonNode was = argument.in(change.before());
        JsonNode will = argument.in(change.after());
        return !Argument.text(was).isEmpty()
                && !Argument.text(will).isEmpty()
                && !was.equals(will)
                && !argument.unknown(change.unknown())
                && (only.isEmpty() || change.after().path(only).asBoolean());
    }

    private static Interruptions row(String[] cells) {
        return new Interruptions(List.of(cells[0].split(" ")), new Argument(cells[1]), cells[2], cells[3]);
    }
}
