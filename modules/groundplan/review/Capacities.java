package groundplan.review;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of tasks, instances and the like that become 0, so that nothing serves any more: {@code capacities.csv}.
 *
 * @param effect what happens then
 */
record Capacities(List<String> types, Argument argument, String effect) {
    private static final int COLUMNS = 3;
    private static final List<Capacities> ALL = Rows.of("capacities.csv", COLUMNS, Capacities::row);

    private static Capacities row(String[] cells) {
        return new Capacities(List.of(cells[0].split(" ")), new Argument(cells[1]), cells[2]);
    }

    static List<Danger> of(ResourceChange change) {
        return ALL.stream()
                .filter(row -> row.types.contains(change.type()) && change.continues())
                .flatMap(row -> row.judge(change).stream())
                .limit(1)
                .toList();
    }

    private Optional<Danger> judge(ResourceChange change) {
        if (ran(Argument.number(argument.in(change.before()))) && change.notKnown(argument)) {
            return Optional.of(Danger.notKnown(argument.path()));
        }
        return ArgumentPairs.of(argument, change).stream()
                .filter(pair -> ran(Argument.number(pair.was()))
                        && Argument.number(pair.will())
                                .filter(number -> number.signum() == 0)
                                .isPresent())
                .findFirst()
                .map(pair -> Danger.outage(
                        pair.path() + " changes from " + pair.was().asText() + " to 0: " + effect));
    }

    private static boolean ran(Optional<BigDecimal> number) {
        return number.filter(given -> given.signum() != 0).isPresent();
    }
}
