package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Arguments with a few values, one of which is safer than another: {@code switches.csv}, where the columns are explained.
 *
 * @param types the resource types; {@code *} for every type that has the argument
 * @param argument the argument
 * @param values its values from the best to the worst
 * @param absent what a missing value means
 * @param onNew whether it is judged on new resources too
 * @param weight the weight of a change to a worse value
 * @param effect what happens then
 */
record Switches(
        List<String> types,
        Argument argument,
        List<String> values,
        String absent,
        boolean onNew,
        Danger.Weight weight,
        String effect) {
    private static final int COLUMNS = 7;
    private static final String FILE = "switches.csv";
    private static final List<Switches> ALL = Rows.of(FILE, COLUMNS, Switches::row);

    /**
     * The risks of a change. Arguments that have the same effect, such as the four that keep a bucket from becoming public, are one
     * risk.
     */
    static List<Danger> of(ResourceChange change) {
        Map<String, Danger> byEffect = new LinkedHashMap<>();
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        for (Switches row : ALL) {
            if (!row.judges(change)) {
                continue;
            }
            row.changes(change).forEach((path, changed) -> {
                List<String> named = arguments.computeIfAbsent(row.effect, effect -> new ArrayList<>());
                String name = path.replaceFirst("\\.(enabled|enable)$", "");
                if (!named.contains(name)) {
                    named.add(name);
                }
                byEffect.putIfAbsent(row.effect, new Danger(row.weight, changed));
            });
        }
        List<Danger> dangers = new ArrayList<>();
        byEffect.forEach((effect, danger) -> dangers.add(
                new Danger(danger.weight(), subject(arguments.get(effect), danger.what()) + ": " + effect)));
        ALL.stream()
                .filter(row -> row.judges(change))
                .filter(row -> change.notKnown(row.argument)
                        && !row.argument.in(change.before()).isMissingNode()
                        && row.rank(row.argument.in(change.before())) >= 0
                        && row.rank(row.argument.in(change.before())) < row.values.size() - 1)
                .forEach(row -> dangers.add(Danger.notKnown(row.argument.path())));
        return dangers;
    }

    /** What happens to which arguments; a switch of the resource itself needs no name. */
    private static String subject(List<String> arguments, String what) {
        String names = String.join(", ", arguments);
        if (names.matches("(is_)?enabled?") && what.startsWith("is ")) {
            return what;
        }
        return names + " " + (arguments.size() > 1 ? what.replaceFirst("^is ", "are ") : what);
    }

    private boolean judges(ResourceChange change) {
        return types.contains("*") || types.contains(change.type());
    }

    /** What happens to the argument, by where it is; nothing where that is no risk, or not known yet. */
    private Map<String, String> changes(ResourceChange change) {
        Map<String, String> found = new LinkedHashMap<>();
        if (change.does() == ResourceChange.Does.CREATE) {
            JsonNode will = argument.in(change.after());
            if (onNew && !text(will).isEmpty() && rank(will) > 0) {
                found.put(argument.path(), "is " + text(will));
            }
        } else if (change.continues() && !change.notKnown(argument)) {
            ArgumentPairs.of(argument, change).forEach(pair -> {
                if (rank(pair.was()) >= 0 && rank(pair.will()) > rank(pair.was())) {
                    found.put(pair.path(), changed(value(pair.was()), value(pair.will())));
                }
            });
        }
        return found;
    }

    /** The position of a value among those of the row; -1 if it is none of them. */
    private int rank(JsonNode given) {
        String value = value(given);
        for (int i = 0; i < values.size(); i++) {
            for (String known : values.get(i).split("=")) {
                if (known.endsWith("*") ? value.startsWith(known.replace("*", "")) : known.equals(value)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static String changed(String from, String to) {
        return switch (to) {
            case "true" -> "is enabled";
            case "false" -> "is disabled";
            default -> "changes from " + from + " to " + to;
        };
    }

    private String value(JsonNode given) {
        String text = text(given);
        return text.isEmpty() ? absent : text;
    }

    /** A value; of alternative blocks, such as {@code block {}} and {@code allow {}}, the name of the one that is there. */
    private static String text(JsonNode given) {
        JsonNode block = given.isArray() && given.size() == 1 ? given.get(0) : given;
        return block.isObject()
                ? block.properties().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("")
                : Argument.text(block);
    }

    private static Switches row(String[] cells) {
        return new Switches(
                List.of(cells[0].split(" ")),
                new Argument(cells[1]),
                List.of(cells[2].split(">")),
                cells[3],
                cells[4].equals("yes"),
                Danger.Weight.valueOf(cells[5].toUpperCase(Locale.ROOT)),
                cells[6]);
    }
}
