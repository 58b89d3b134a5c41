package groundplan.synth;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.settings.Problem;
import groundplan.settings.UnitModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds numbers of copies that hang on another unit. In a plan of a whole environment such a value may be unknown, and
 * Terraform refuses a {@code count} or {@code for_each} that it does not know. Followed are locals, variables, data sources,
 * modules, and the arguments of the unit's own resources.
 */
final class RepetitionCheck {
    private static final List<String> REPEATING = List.of("count", "for_each");
    private static final Pattern LOOKUP =
            Pattern.compile("data\\.terraform_remote_state\\.([A-Za-z0-9_-]+)(?:\\.outputs\\.([A-Za-z0-9_-]+))?");
    private static final Pattern REFERENCE = Pattern.compile("(?<![A-Za-z0-9_.-])"
            + "(?:(local|var|module)\\.([A-Za-z0-9_-]+)|(data|ephemeral)\\.([a-z0-9_]+)\\.([A-Za-z0-9_-]+)"
            + "|([a-z0-9]+_[a-z0-9_]+)\\.([A-Za-z0-9_-]+)(?:\\[[^\\]]*\\])?\\.([a-z0-9_]+))");

    private final UnitModel<?, ?> unit;
    private final JsonNode document;
    /** What was followed already: each with the way to another unit's value, if there is one. */
    private final Map<String, Optional<String>> followed = new HashMap<>();

    private final List<Problem> problems = new ArrayList<>();

    private RepetitionCheck(UnitModel<?, ?> unit, JsonNode document) {
        this.unit = unit;
        this.document = document;
    }

    /** What is wrong with a unit's document; nothing, most of the time. */
    static List<Problem> in(UnitModel<?, ?> unit, JsonNode document) {
        RepetitionCheck search = new RepetitionCheck(unit, document);
        search.all();
        return search.problems;
    }

    private void all() {
        typed("resource", "");
        typed("data", "data.");
        typed("ephemeral", "ephemeral.");
        document.path("module")
                .fields()
                .forEachRemaining(module -> block("module." + module.getKey(), module.getValue()));
        document.path("import")
                .forEach(block -> repeated("import of " + block.path("to").asText(), block));
    }

    private void typed(String kind, String prefix) {
        document.path(kind).fields().forEachRemaining(type -> type.getValue()
                .fields()
                .forEachRemaining(block -> block(prefix + type.getKey() + "." + block.getKey(), block.getValue())));
    }

    private void block(String address, JsonNode block) {
        repeated(address, block);
        dynamic(address, block);
    }

    /** Blocks inside of blocks may be repeated too. */
    private void dynamic(String address, JsonNode node) {
        node.path("dynamic").fields().forEachRemaining(entry -> {
            // One may stand without the list around it.
            if (entry.getValue().isObject()) {
                repeated(address + ", dynamic block " + entry.getKey(), entry.getValue());
            }
            entry.getValue().forEach(block -> repeated(address + ", dynamic block " + entry.getKey(), block));
        });
        node.forEach(child -> dynamic(address, child));
    }

    private void repeated(String where, JsonNode block) {
        for (String argument : REPEATING) {
            if (block.has(argument)) {
                wire(block.path(argument))
                        .ifPresent(way -> problems.add(new Problem(
                                unit.node().mark(),
                                "units." + unit.path().unit(),
                                unit.path() + ": " + argument + " of " + where + " hangs on " + way
                                        + ". That may be unknown while the whole environment is planned, and Terraform cannot plan an unknown number of"
                                        + " copies. Repeat over what the settings say: one resource for each key or name, made in a Java loop; give each"
                                        + " copy the other unit's value as an argument")));
            }
        }
    }

    /** How a value leads to another unit; empty when it does not. */
    private Optional<String> wire(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode child : value) {
                Optional<String> way = wire(child);
                if (way.isPresent()) {
                    return way;
                }
            }
            return Optional.empty();
        }
        String text = value.asText();
        if (!text.contains("${")) {
            return Optional.empty();
        }
        Matcher lookup = LOOKUP.matcher(text);
        if (lookup.find()) {
            return Optional.of(
                    (lookup.group(2) == null ? "a value" : lookup.group(2)) + " of the unit " + lookup.group(1));
        }
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            Optional<String> way = follow(reference.group(), reference);
            if (way.isPresent()) {
                return way;
            }
        }
        return Optional.empty();
    }

    private Optional<String> follow(String name, Matcher reference) {
        if (!followed.containsKey(name)) {
            // Noted first: references may go in circles, and then lead nowhere.
            followed.put(name, Optional.empty());
            followed.put(name, behind(reference).map(way -> way + ", through " + name));
        }
        return followed.get(name);
    }

    private Optional<String> behind(Matcher reference) {
        if (reference.group(1) != null) {
            String name = reference.group(2);
            return switch (reference.group(1)) {
                case "local" -> wire(document.path("locals").path(name));
                case "module" -> wire(document.path("module").path(name));
                // Nobody but the caller gives a variable without a default its value.
                default ->
                    document.path("variable").path(name).has("default")
                            ? Optional.empty()
                            : Optional.of("what it is given");
            };
        }
        if (reference.group(3) != null) {
            // What is read with an unknown argument is read by the apply.
            return wire(
                    document.path(reference.group(3)).path(reference.group(4)).path(reference.group(5)));
        }
        return wire(document.path("resource")
                .path(reference.group(6))
                .path(reference.group(7))
                .path(reference.group(8)));
    }
}
