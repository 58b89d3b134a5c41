package groundplan.synth;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.references.Traversal;
import groundplan.settings.Problem;
import groundplan.settings.UnitModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds {@code count} and {@code for_each} that depend on another unit. In a plan of a whole environment such a value may be
 * unknown, and Terraform cannot plan an unknown number of instances. References are followed through locals,
 * variables, data sources, modules, and the arguments of the unit's own resources.
 */
final class RepetitionCheck {
    private static final List<String> REPEATING = List.of("count", "for_each");
    /** First names of references that lead to no other block. */
    private static final Set<String> WITHIN = Set.of("each", "count", "self", "path", "terraform");

    private final UnitModel<?, ?> unit;
    private final JsonNode document;
    /** The references that were followed, each with the path to another unit's value, if there is one. */
    private final Map<List<String>, Optional<String>> followed = new HashMap<>();

    private final List<Problem> problems = new ArrayList<>();

    private RepetitionCheck(UnitModel<?, ?> unit, JsonNode document) {
        this.unit = unit;
        this.document = document;
    }

    /** The problems of a unit's document. */
    static List<Problem> in(UnitModel<?, ?> unit, JsonNode document) {
        RepetitionCheck check = new RepetitionCheck(unit, document);
        check.all();
        return check.problems;
    }

    private void all() {
        typed("resource", "");
        typed("data", "data.");
        typed("ephemeral", "ephemeral.");
        document.path("module").properties().forEach(module -> block("module." + module.getKey(), module.getValue()));
        document.path("import")
                .forEach(block -> repeated("import of " + block.path("to").asText(), block));
    }

    private void typed(String kind, String prefix) {
        document.path(kind).properties().forEach(type -> type.getValue()
                .properties()
                .forEach(block -> block(prefix + type.getKey() + "." + block.getKey(), block.getValue())));
    }

    private void block(String address, JsonNode block) {
        repeated(address, block);
        dynamic(address, block);
    }

    /** Nested blocks may be repeated too. */
    private void dynamic(String address, JsonNode node) {
        node.path("dynamic").properties().forEach(entry -> {
            // A single block may be written without a list.
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
                reference(block.path(argument))
                        .ifPresent(way -> problems.add(new Problem(
                                unit.node().mark(),
                                "units." + unit.path().unit(),
                                unit.path() + ": " + argument + " of " + where + " depends on " + way
                                        + ". That may be unknown when the whole environment is planned, and Terraform"
                                        + " cannot plan an unknown number of instances. Iterate over the settings instead:"
                                        + " one resource for each key or name, created in a Java loop, with the other"
                                        + " unit's value as an argument")));
            }
        }
    }

    /** How a value depends on another unit; empty if it does not. */
    private Optional<String> reference(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode child : value) {
                Optional<String> way = reference(child);
                if (way.isPresent()) {
                    return way;
                }
            }
            return Optional.empty();
        }
        for (Traversal traversal : Traversal.in(value.asText())) {
            Optional<String> way = reference(traversal);
            if (way.isPresent()) {
                return way;
            }
        }
        return Optional.empty();
    }

    private Optional<String> reference(Traversal traversal) {
        if (traversal.startsWith("data", "terraform_remote_state")) {
            return Optional.of(traversal.name(4).orElse("a value") + " of the unit "
                    + traversal.name(2).orElse(Traversal.ANY));
        }
        List<String> target = target(traversal);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        if (!followed.containsKey(target)) {
            // Stored first: references may be circular.
            followed.put(target, Optional.empty());
            followed.put(target, behind(target).map(way -> way + ", through " + String.join(".", target)));
        }
        return followed.get(target);
    }

    /** The block and argument that a reference reads: without indexes and splats, and without what is inside the argument. */
    private static List<String> target(Traversal traversal) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < traversal.steps().size(); i++) {
            String name = traversal.name(i).orElseThrow();
            if (i == 0 || !name.equals(Traversal.ANY) && !name.matches("[0-9]+")) {
                names.add(name);
            }
        }
        if (WITHIN.contains(names.get(0))) {
            return List.of();
        }
        // The name of the block and, for a data source or a resource, the argument.
        int most = Set.of("local", "var", "module").contains(names.get(0)) ? 2 : 3;
        return names.size() < 2 ? List.of() : List.copyOf(names.subList(0, Math.min(most, names.size())));
    }

    private Optional<String> behind(List<String> target) {
        String name = target.get(1);
        return switch (target.get(0)) {
            case "local" -> reference(document.path("locals").path(name));
            case "module" -> reference(document.path("module").path(name));
            // A variable without a default gets its value from the caller.
            case "var" ->
                document.path("variable").path(name).has("default")
                        ? Optional.empty()
                        : Optional.of("a value that the caller sets");
            // A data source with an unknown argument is only read during the apply.
            case "data", "ephemeral" -> reference(at(document.path(target.get(0)), target.subList(1, target.size())));
            default -> resource(target);
        };
    }

    /** The argument that is read; all of them if the reference names none. */
    private Optional<String> resource(List<String> target) {
        JsonNode resource = at(document.path("resource"), target.subList(0, 2));
        return target.size() < 3 ? reference(resource) : reference(resource.path(target.get(2)));
    }

    private static JsonNode at(JsonNode node, List<String> names) {
        JsonNode found = node;
        for (String name : names) {
            found = found.path(name);
        }
        return found;
    }
}
