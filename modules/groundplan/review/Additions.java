package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Values that an argument gets, and that are a risk: {@code additions.csv}, where the columns are explained.
 *
 * @param values those values
 * @param foreign whether nothing can be said while the own account is not known
 * @param when of which resources
 * @param unless arguments of which one makes the values harmless
 * @param effect what happens then
 */
record Additions(
        List<String> types,
        Argument argument,
        Pattern values,
        boolean foreign,
        When when,
        List<Argument> unless,
        Danger.Weight weight,
        String effect) {
    private static final int COLUMNS = 7;
    private static final List<Additions> ALL = Rows.of("additions.csv", COLUMNS, Additions::row);

    /** Which resources are judged. */
    private enum When {
        NEW,
        UPDATE,
        ANY
    }

    static List<Danger> of(ResourceChange change, PlannedResources others) {
        List<Danger> dangers = new ArrayList<>();
        if (change.does() != ResourceChange.Does.STAY && change.leaves()) {
            ALL.stream()
                    .filter(row -> row.types.contains(change.type()) && row.applies(change))
                    .forEach(row -> row.judge(change, others.accounts()).ifPresent(dangers::add));
        }
        return dangers;
    }

    private boolean applies(ResourceChange change) {
        return when == When.ANY || (when == When.NEW) == (change.does() == ResourceChange.Does.CREATE);
    }

    private Optional<Danger> judge(ResourceChange change, Set<String> accounts) {
        Set<String> added = new TreeSet<>();
        collect(change.after(), argument.path().split("\\."), 0, added);
        Set<String> had = new TreeSet<>();
        collect(change.before(), argument.path().split("\\."), 0, had);
        added.removeAll(had);
        added.removeIf(
                value -> !values.matcher(value).matches() || accounts.stream().anyMatch(value::contains));
        if (foreign && accounts.isEmpty()) {
            return Optional.empty();
        }
        if (added.isEmpty() || unless.stream().anyMatch(other -> given(other, change))) {
            return Optional.empty();
        }
        return Optional.of(new Danger(weight, effect.replace("{}", String.join(", ", added))));
    }

    private static boolean given(Argument other, ResourceChange change) {
        JsonNode value = other.in(change.after());
        return other.unknown(change.unknown())
                || (value.isContainerNode()
                        ? !value.isEmpty()
                        : !Argument.text(value).isEmpty());
    }

    /** All values at a path, through all blocks and lists. */
    private static void collect(JsonNode at, String[] steps, int next, Set<String> into) {
        if (at.isArray()) {
            at.forEach(one -> collect(one, steps, next, into));
        } else if (next < steps.length) {
            collect(at.path(steps[next]), steps, next + 1, into);
        } else if (!Argument.text(at).isEmpty()) {
            into.add(at.asText());
        }
    }

    private static Additions row(String[] cells) {
        return new Additions(
                List.of(cells[0].split(" ")),
                new Argument(cells[1]),
                Pattern.compile(cells[2].replaceFirst("^!", "")),
                cells[2].startsWith("!"),
                When.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                cells[4].isEmpty()
                        ? List.of()
                        : Pattern.compile(" ")
                                .splitAsStream(cells[4])
                                .map(Argument::new)
                                .toList(),
                Danger.Weight.valueOf(cells[5].toUpperCase(Locale.ROOT)),
                cells[6]);
    }
}
