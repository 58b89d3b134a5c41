package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.ContentHash;
import groundplan.references.Traversal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the arguments of all resources of a configuration are made of: their own expressions, and those of the variables, local values,
 * outputs and data sources behind them, in all modules. Two configurations that differ in nothing else differ in the arguments that a
 * change between them reaches.
 */
public final class ArgumentDefinitions {
    /** Arguments that say which instances there are, and belong to the resource as a whole. */
    private static final List<String> INSTANCES = List.of("count", "for_each");

    /** The words with which an expression reads these. */
    private static final Set<String> OF_INSTANCE = Set.of("each", "count");

    private final Configuration configuration;
    private final SortedMap<ValueSource, String> found = new TreeMap<>();

    private ArgumentDefinitions(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * A digest for each argument, by resource and argument. A resource as a whole is that without an argument, and a module that is
     * called inside one of the modules is {@code module.<name>}.
     *
     * @param root the root module, in Terraform's JSON syntax
     * @param modules the modules that it calls, by the names of their blocks
     */
    public static SortedMap<ValueSource, String> of(JsonNode root, Map<String, ? extends JsonNode> modules) {
        ArgumentDefinitions definitions = new ArgumentDefinitions(new Configuration(root, modules));
        modules.forEach(definitions::add);
        return definitions.found;
    }

    private void add(String module, JsonNode content) {
        content.path("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(block -> resource(module, type.getKey() + "." + block.getKey(), block.getValue())));
        content.path("module")
                .properties()
                .forEach(call -> put(module, "module." + call.getKey(), "", call.getValue(), ""));
    }

    private void resource(String module, String resource, JsonNode block) {
        StringBuilder instances = new StringBuilder();
        INSTANCES.forEach(name -> instances.append(whole(module, block.path(name))));
        put(module, resource, "", TextNode.valueOf(""), instances.toString());
        block.properties().forEach(argument -> {
            if (argument.getKey().equals("dynamic")) {
                // It is an argument by the name of what it makes.
                argument.getValue()
                        .properties()
                        .forEach(made -> put(module, resource, made.getKey(), made.getValue(), instances.toString()));
            } else if (!INSTANCES.contains(argument.getKey())) {
                put(module, resource, argument.getKey(), argument.getValue(), instances.toString());
            }
        });
    }

    private void put(String module, String resource, String argument, JsonNode value, String instances) {
        boolean whole = argument.isEmpty() || readsInstance(value);
        found.put(
                new ValueSource(module, resource, argument),
                ContentHash.sha256(whole(module, value) + (whole ? instances : "")));
    }

    private static boolean readsInstance(JsonNode value) {
        if (value.isTextual()) {
            return Traversal.in(value.asText()).stream()
                    .anyMatch(read -> OF_INSTANCE.contains(read.name(0).orElse("")));
        }
        for (JsonNode child : value) {
            if (readsInstance(child)) {
                return true;
            }
        }
        return false;
    }

    /** An expression with everything that it is made of. */
    private String whole(String module, JsonNode value) {
        StringBuilder text = new StringBuilder();
        collect(new Configuration.Expression(module, value), new HashSet<>(), text);
        return text.toString();
    }

    private void collect(Configuration.Expression expression, Set<Configuration.Expression> seen, StringBuilder text) {
        if (!seen.add(expression)) {
            return;
        }
        text.append(expression.module()).append(' ').append(expression.value()).append('\n');
        for (Traversal traversal : Configuration.traversals(expression.value())) {
            behind(expression.module(), traversal).ifPresent(one -> collect(one, seen, text));
        }
    }

    /** What a reference stands for, unless that is a resource: what changes one is a cause of its own. */
    private Optional<Configuration.Expression> behind(String module, Traversal traversal) {
        if (traversal.startsWith("data")) {
            return configuration
                    .resource(module, traversal)
                    .map(resource -> new Configuration.Expression(module, configuration.block(module, resource)));
        }
        if (traversal.startsWith("module") && !module.isEmpty()) {
            return Optional.of(new Configuration.Expression(
                    module,
                    configuration
                            .module(module)
                            .path("module")
                            .path(traversal.name(1).orElse(""))));
        }
        return configuration
                .definition(module, traversal)
                .map(defined -> new Configuration.Expression(
                        defined.module(), Configuration.picked(defined.value(), traversal)))
                .or(() -> fallback(module, traversal));
    }

    /** The default of a variable that gets no value. */
    private Optional<Configuration.Expression> fallback(String module, Traversal traversal) {
        JsonNode value = configuration
                .module(module)
                .path("variable")
                .path(traversal.name(1).orElse(""))
                .path("default");
        return traversal.startsWith("var") && !value.isMissingNode()
                ? Optional.of(new Configuration.Expression(module, value))
                : Optional.empty();
    }
}
