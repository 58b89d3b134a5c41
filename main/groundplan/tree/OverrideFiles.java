package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Override files of Terraform, which change blocks of the other files of a module: arguments replace those of the same name, and nested
 * blocks all those of their type.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/files/override">Terraform's documentation</a>
 */
final class OverrideFiles {
    private static final Pattern NAME = Pattern.compile("(?:.*_)?override\\.tf(?:\\.json)?");
    private static final String LIFECYCLE = "lifecycle";
    private static final String DYNAMIC = "dynamic";
    private static final String PROVIDERS = "required_providers";
    /** Types of blocks with this many labels. */
    private static final Set<String> TWO_LABELS = Set.of("resource", "data", "ephemeral");

    private static final Set<String> ONE_LABEL = Set.of("variable", "output", "module");

    private OverrideFiles() {}

    /** Whether a file is one. */
    static boolean is(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /**
     * Changes a module.
     *
     * @param override the blocks of an override file in Terraform's JSON syntax
     * @param module the module
     * @return what is wrong with it
     */
    static List<String> merge(JsonNode override, ObjectNode module) {
        List<String> problems = new ArrayList<>();
        override.properties().forEach(type -> {
            String name = type.getKey();
            if (name.equals("locals")) {
                module.withObjectProperty(name).setAll((ObjectNode) block(type.getValue()));
            } else if (name.equals("terraform")) {
                settings(block(type.getValue()), module.withObjectProperty(name));
            } else if (ONE_LABEL.contains(name)) {
                blocks(name, type.getValue(), module.path(name), problems);
            } else if (TWO_LABELS.contains(name)) {
                type.getValue()
                        .properties()
                        .forEach(one -> blocks(
                                name + "." + one.getKey(),
                                one.getValue(),
                                module.path(name).path(one.getKey()),
                                problems));
            } else if (!name.equals("//")) {
                problems.add(
                        "a " + name
                                + " block is not supported in an override file in a whole plan: put what it changes into the module");
            }
        });
        return problems;
    }

    private static void blocks(String type, JsonNode override, JsonNode there, List<String> problems) {
        override.properties().forEach(one -> {
            if (block(there.path(one.getKey())) instanceof ObjectNode into) {
                arguments(block(one.getValue()), into);
            } else {
                problems.add("it overrides " + type + "." + one.getKey() + ", which no other file has");
            }
        });
    }

    private static void arguments(JsonNode from, ObjectNode into) {
        from.properties().forEach(argument -> {
            String name = argument.getKey();
            if (name.equals(LIFECYCLE) && block(into.path(name)) instanceof ObjectNode lifecycle) {
                lifecycle.setAll((ObjectNode) block(argument.getValue()));
                return;
            }
            if (name.equals(DYNAMIC)) {
                // Blocks of a type that are made replace those that are written, and the other way round.
                argument.getValue().fieldNames().forEachRemaining(into::remove);
                into.withObjectProperty(DYNAMIC).setAll((ObjectNode) argument.getValue());
                return;
            }
            if (into.path(DYNAMIC) instanceof ObjectNode made) {
                made.remove(name);
                if (made.isEmpty()) {
                    into.remove(DYNAMIC);
                }
            }
            into.set(name, argument.getValue());
        });
    }

    private static void settings(JsonNode from, ObjectNode into) {
        from.properties().forEach(setting -> {
            if (setting.getKey().equals(PROVIDERS)) {
                into.withObjectProperty(PROVIDERS).setAll((ObjectNode) block(setting.getValue()));
            } else {
                // A backend and the cloud exclude each other.
                if (Set.of("backend", "cloud").contains(setting.getKey())) {
                    into.remove(List.of("backend", "cloud"));
                }
                into.set(setting.getKey(), setting.getValue());
            }
        });
    }

    /** A block, which may be written as a list of one. */
    private static JsonNode block(JsonNode value) {
        return value.isArray() ? value.path(0) : value;
    }
}
