package groundplan.report;

import groundplan.difference.DocumentChange;
import groundplan.plan.Action;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments that matter of an object that is created or destroyed: of a new one what the settings set, of a former one what it is
 * recognized by.
 */
final class CreatedArguments {
    private static final int MOST_LINES = 60;
    /** A destroyed object's arguments do not change any more: some of them are enough to recognize it. */
    private static final int MOST_OF_DESTROYED = 12;

    private static final Set<String> COMPUTED =
            Set.of("id", "arn", "tags_all", "owner_id", "unique_id", "create_date", "creation_date", "created_date");
    private static final Set<String> NOTHING = Set.of("", "[]", "{}", "null");
    private static final Set<String> NAMES = Set.of(
            "name", "identifier", "cluster_identifier", "bucket", "function_name", "family", "domain_name", "id");

    private final DifferenceLines lines;

    CreatedArguments(DifferenceLines lines) {
        this.lines = lines;
    }

    /** Whether the arguments of an object are shown in this way. */
    static boolean has(Change change) {
        return change.action() == Action.CREATE || change.action() == Action.DELETE;
    }

    /** Whether an attribute is one that the provider computes. */
    static boolean computed(AttributeChange attribute) {
        return AttributeChange.UNKNOWN.equals(attribute.after())
                && attribute.inside().isEmpty()
                && COMPUTED.contains(attribute.path().attribute());
    }

    /** The arguments, each on a line. */
    List<String> of(Change change) {
        return change.action() == Action.DELETE ? destroyed(change) : created(change);
    }

    private List<String> created(Change change) {
        List<String> all = new ArrayList<>();
        for (AttributeChange attribute : change.differences()) {
            boolean set = attribute.configured()
                    && attribute.after() != null
                    && !NOTHING.contains(attribute.after())
                    && !attribute.path().attribute().equals("tags_all")
                    && !computed(attribute);
            if (set && attribute.inside().isEmpty()) {
                all.add(ShownValue.whole(attribute.path().toString()) + ": " + lines.value(attribute.after()));
            } else if (set) {
                all.addAll(parts(attribute.inside()));
            }
        }
        return bounded(all);
    }

    /** The parts of a document or a list, those of one element on one line. */
    private List<String> parts(List<DocumentChange> inside) {
        Map<String, Map<String, List<String>>> elements = new LinkedHashMap<>();
        for (DocumentChange part : inside) {
            int end = part.path().lastIndexOf("].") + 1;
            String element = part.path().substring(0, end);
            if (!NOTHING.contains(part.after())) {
                elements.computeIfAbsent(element, key -> new LinkedHashMap<>())
                        .computeIfAbsent(part.path().substring(end == 0 ? 0 : end + 1), key -> new ArrayList<>())
                        .add(lines.value(part.after()));
            }
        }
        List<String> all = new ArrayList<>();
        elements.forEach((element, values) -> {
            List<String> named = new ArrayList<>();
            values.forEach((name, own) -> named.add(ShownValue.whole(name) + ": " + String.join(", ", own)));
            if (element.isEmpty()) {
                all.addAll(named);
            } else {
                all.add(ShownValue.whole(element) + "  " + String.join("; ", named));
            }
        });
        return all;
    }

    private List<String> destroyed(Change change) {
        DifferenceLines uncounted = new DifferenceLines(ShownValue.MOST_ON_A_TERMINAL);
        List<AttributeChange> all = change.differences().stream()
                .filter(attribute -> attribute.before() != null
                        && !NOTHING.contains(attribute.before())
                        && !attribute.before().startsWith("[")
                        && !attribute.before().startsWith("{")
                        && !attribute.path().attribute().equals("tags_all"))
                .sorted(Comparator.comparing(
                        attribute -> !NAMES.contains(attribute.path().toString())))
                .toList();
        return all.stream()
                .limit(MOST_OF_DESTROYED)
                .map(attribute ->
                        ShownValue.whole(attribute.path().toString()) + ": " + uncounted.value(attribute.before()))
                .toList();
    }

    private List<String> bounded(List<String> all) {
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(MOST_LINES, all.size())));
        lines.more(all.size() - MOST_LINES, shown);
        return shown;
    }
}
