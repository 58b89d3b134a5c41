package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Arguments whose loss is a risk: {@code kept.csv}, where the columns are explained.
 *
 * @param loses what loss is a risk
 * @param unless an argument that makes the loss harmless if it is true; empty if there is none
 * @param weight how bad that is
 * @param effect what happens then
 */
record KeptArguments(
        List<String> types, Argument argument, Loses loses, String unless, Danger.Weight weight, String effect) {
    /** What is lost. */
    private enum Loses {
        /** One of several values. */
        ANY,
        /** One of several values, and nothing takes its place. */
        FEWER,
        /** The whole value. */
        ALL
    }

    private static final int COLUMNS = 6;
    private static final List<KeptArguments> ALL = Rows.of("kept.csv", COLUMNS, KeptArguments::row);

    /** The arguments by which blocks are known. */
    private static final List<String> NAMED_BY = List.of(
            "region_name",
            "region",
            "log_type",
            "name",
            "resource_arn",
            "path_pattern",
            "vpc_id",
            "subnet_id",
            "rule_id",
            "target_group_arn",
            "elb_name",
            "registry_arn",
            "endpoint_id",
            "event_type",
            "insight_type",
            "key",
            "address",
            "destination",
            "account_id",
            "id");

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (change.continues()) {
            ALL.stream()
                    .filter(kept -> kept.types.contains("*") || kept.types.contains(change.type()))
                    .filter(kept -> kept.unless.isEmpty()
                            || !new Argument(kept.unless).in(change.after()).asBoolean())
                    .flatMap(kept ->
                            ArgumentPairs.of(kept.argument, change).stream().flatMap(pair -> kept.lost(pair).stream()))
                    .distinct()
                    .forEach(dangers::add);
        }
        return dangers;
    }

    private Optional<Danger> lost(ArgumentPairs.Pair pair) {
        if (empty(pair.was())) {
            return Optional.empty();
        }
        if (loses == Loses.ALL) {
            return empty(pair.will())
                    ? Optional.of(new Danger(weight, pair.path() + " is removed: " + effect))
                    : Optional.empty();
        }
        Set<String> gone = names(pair.was());
        gone.removeAll(names(pair.will()));
        boolean instead =
                loses == Loses.FEWER && pair.will().size() >= pair.was().size();
        return gone.isEmpty() || instead
                ? Optional.empty()
                : Optional.of(new Danger(weight, pair.path() + " loses " + String.join(", ", gone) + ": " + effect));
    }

    private static boolean empty(JsonNode value) {
        return value.isContainerNode()
                ? value.isEmpty()
                : Argument.text(value).isEmpty() || Argument.text(value).equals("0");
    }

    /** The names of blocks, or the values of a list; a block that is switched off does not count. */
    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(item -> {
            if (item.path("enabled").asBoolean(true)) {
                names.add(
                        item.isValueNode()
                                ? item.asText()
                                : NAMED_BY.stream()
                                        .map(name -> Argument.text(item.path(name)))
                                        .filter(name -> !name.isEmpty())
                                        .findFirst()
                                        .orElse("a block"));
            }
        });
        return names;
    }

    private static KeptArguments row(String[] cells) {
        return new KeptArguments(
                List.of(cells[0].split(" ")),
                new Argument(cells[1]),
                Loses.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                cells[3],
                Danger.Weight.valueOf(cells[4].toUpperCase(Locale.ROOT)),
                cells[5]);
    }
}
