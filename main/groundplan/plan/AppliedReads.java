package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which applied unit uses another unit's outputs. It is found in the states alone, so it also works for units that are no longer in the
 * settings, and without the repository's history: a state names the remote states that were read for it, and its resources contain
 * the values that they were given.
 */
public final class AppliedReads {
    /** Values that are unlikely to occur in two places by chance: ARNs, ids, URLs, and names of more than one word. */
    private static final Pattern TELLING = Pattern.compile(
            "arn:.{8,}|[a-z]+-[0-9a-f]{8,}|https?://.{6,}|(?=.{8})[A-Za-z0-9/][A-Za-z0-9]*+[._/:-][A-Za-z0-9_./:-]*[A-Za-z0-9_]|Z[A-Z0-9]{9,}");

    private static final Pattern FIGURES = Pattern.compile("[0-9./:]+|[a-z]{2}(-[a-z]+)+-[0-9][a-z]?");

    private final Map<UnitPath, StateFile> states;
    private final Map<UnitPath, String> held = new TreeMap<>();

    /** @param states the states of the applied units */
    public AppliedReads(Map<UnitPath, StateFile> states) {
        this.states = states;
        states.forEach((path, state) -> {
            StringBuilder text = new StringBuilder();
            state.json().path("resources").forEach(resource -> {
                if (!resource.path("mode").asText().equals("data")) {
                    text.append(resource.path("instances")).append('\n');
                }
            });
            held.put(path, text.toString());
        });
    }

    /** Whether a value is distinctive enough to tell where it comes from. */
    public static boolean telling(String value) {
        return TELLING.matcher(value).matches() && !FIGURES.matcher(value).matches();
    }

    /** The units whose resources contain a value. */
    public SortedSet<UnitPath> holding(String value) {
        SortedSet<UnitPath> found = new TreeSet<>();
        held.forEach((path, text) -> {
            if (holds(text, value)) {
                found.add(path);
            }
        });
        return found;
    }

    /** Whether a text contains a value that is not part of a longer one; a missing text contains nothing. */
    static boolean holds(String text, String value) {
        // Most states do not contain the text, and the pattern is slow on a large one.
        return text != null
                && text.contains(value)
                && whole(value).matcher(text).find();
    }

    /** A text in which a value that is not part of a longer one is replaced. */
    static String replaced(String text, String value, String by) {
        return whole(value).matcher(text).replaceAll(Matcher.quoteReplacement(by));
    }

    private static Pattern whole(String value) {
        return Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(value) + "(?![A-Za-z0-9_-])");
    }

    /** The values of an output: one, or one for each key. */
    public static List<String> values(JsonNode output) {
        List<String> values = new ArrayList<>();
        if (output.isTextual()) {
            values.add(output.asText());
        }
        output.forEach(entry -> values.addAll(values(entry)));
        return values;
    }

    /** The units, each before those whose outputs it uses. The order of units in a cycle is arbitrary. */
    public List<UnitPath> readersFirst(Collection<UnitPath> units) {
        Map<UnitPath, Set<UnitPath>> readers = new TreeMap<>();
        units.forEach(unit -> readers.put(unit, readers(unit, units)));
        List<UnitPath> order = new ArrayList<>();
        Set<UnitPath> left = new TreeSet<>(units);
        while (!left.isEmpty()) {
            List<UnitPath> free = left.stream()
                    .filter(unit -> readers.get(unit).stream().noneMatch(left::contains))
                    .toList();
            List<UnitPath> next = free.isEmpty() ? List.copyOf(left) : free;
            order.addAll(next);
            left.removeAll(next);
        }
        return order;
    }

    /** The units that use a unit's outputs, or looked up its state. */
    public Set<UnitPath> readers(UnitPath producer, Collection<UnitPath> among) {
        Set<UnitPath> found = new HashSet<>();
        if (states.containsKey(producer)) {
            states.get(producer).outputs().forEach(output -> values(output.path("value")).stream()
                    .filter(AppliedReads::telling)
                    .forEach(value -> found.addAll(holding(value))));
        }
        among.forEach(reader -> {
            if (lookedUp(reader).contains(producer.stateKey())) {
                found.add(reader);
            }
        });
        found.retainAll(among);
        found.remove(producer);
        return found;
    }

    private Set<String> lookedUp(UnitPath reader) {
        Set<String> keys = new HashSet<>();
        if (states.containsKey(reader)) {
            states.get(reader).json().path("resources").forEach(resource -> {
                if (resource.path("type").asText().equals("terraform_remote_state")) {
                    resource.path("instances")
                            .forEach(instance -> keys.add(instance.path("attributes")
                                    .path("config")
                                    .path("value")
                                    .path("key")
                                    .asText()));
                }
            });
        }
        return keys;
    }
}
