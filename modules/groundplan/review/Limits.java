package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times and counts that say how long something is kept, or how much is allowed: {@code limits.csv}, where the columns are explained. A
 * change to less may delete what is older, although nothing in the plan is destroyed.
 *
 * @param unit its unit
 * @param more whether more is the risk, not less
 * @param forever whether a missing value and 0 mean that there is no limit, not that there is nothing
 * @param weight the weight of the change; empty if it is none
 * @param nothing the weight where nothing is left, if that is another one
 * @param effect what happens then
 */
record Limits(
        List<String> types,
        Argument argument,
        String unit,
        boolean more,
        boolean forever,
        Optional<Danger.Weight> weight,
        Optional<Danger.Weight> nothing,
        String effect) {
    private static final int COLUMNS = 8;
    private static final List<Limits> ALL = Rows.of("limits.csv", COLUMNS, Limits::row);
    private static final BigDecimal UNLIMITED = BigDecimal.valueOf(Long.MAX_VALUE);

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (change.does() == ResourceChange.Does.UPDATE) {
            ALL.stream()
                    .filter(row -> row.types.contains("*") || row.types.contains(change.type()))
                    .forEach(row -> row.judge(change, dangers));
        }
        return dangers;
    }

    private void judge(ResourceChange change, List<Danger> dangers) {
        JsonNode now = argument.in(change.before());
        if (change.notKnown(argument)) {
            if (!now.isMissingNode() && !now.isNull()) {
                dangers.add(Danger.notKnown(argument.path()));
            }
            return;
        }
        ArgumentPairs.of(argument, change).forEach(pair -> judge(pair).ifPresent(dangers::add));
    }

    private Optional<Danger> judge(ArgumentPairs.Pair pair) {
        if (pair.was().isMissingNode() && (pair.will().isMissingNode() || !forever)) {
            return Optional.empty();
        }
        BigDecimal before = value(pair.was());
        BigDecimal after = value(pair.will());
        int growth = after.compareTo(before);
        if (growth == 0 || growth > 0 != more || more && before.signum() == 0) {
            return Optional.empty();
        }
        if (nothing.isPresent() && after.signum() == 0) {
            return Optional.of(new Danger(
                    nothing.get(),
                    pair.path() + " is reduced from " + before.toPlainString() + " " + unit + " to 0: "
                            + effect.replace("older backups", "all automatic backups")));
        }
        return weight.map(given -> new Danger(given, pair.path() + change(before, after) + effect));
    }

    /** A value as a number; {@link #UNLIMITED} if there is no limit. */
    private BigDecimal value(JsonNode given) {
        BigDecimal number = Argument.number(given).orElse(BigDecimal.ZERO);
        return forever && number.signum() <= 0 ? UNLIMITED : number;
    }

    private String change(BigDecimal before, BigDecimal after) {
        if (before.compareTo(UNLIMITED) == 0) {
            return " is set to " + after.toPlainString() + " " + unit + ", while nothing expired before: ";
        }
        return (more ? " is raised from " : " is reduced from ") + before.toPlainString() + " to "
                + (after.compareTo(UNLIMITED) == 0 ? "no limit" : after.toPlainString() + " " + unit) + ": ";
    }

    private static Limits row(String[] cells) {
        return new Limits(
                List.of(cells[0].split(" ")),
                new Argument(cells[1]),
                cells[2],
                cells[3].equals("more"),
                cells[4].equals("forever"),
                weight(cells[5]),
                weight(cells[6]),
                cells[7]);
    }

    private static Optional<Danger.Weight> weight(String name) {
        return name.isEmpty() || name.equals("none")
                ? Optional.empty()
                : Optional.of(Danger.Weight.valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
