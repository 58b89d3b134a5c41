package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.address.AttributePath;
import groundplan.references.Traversal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The configuration of a whole plan in Terraform's JSON syntax: a root module, and the modules that it calls. Terraform's own JSON of a
 * plan has the references of most arguments too, but none of those in {@code dynamic} blocks and local values.
 */
final class Configuration {
    /** Indexes by which an instance reads the one with its own key. */
    private static final Set<String> SAME_KEY = Set.of("[each.key]", "[count.index]");

    private final JsonNode root;
    private final Map<String, ? extends JsonNode> modules;

    /**
     * @param root the root module
     * @param modules the modules that it calls, by the names of their blocks
     */
    Configuration(JsonNode root, Map<String, ? extends JsonNode> modules) {
        this.root = root;
        this.modules = Map.copyOf(modules);
    }

    /**
     * An expression and the module in which it is evaluated.
     *
     * @param key the key of the instance for which it is, if it is an argument of one
     */
    record Expression(String module, JsonNode value, Optional<String> key) {
        Expression(String module, JsonNode value) {
            this(module, value, Optional.empty());
        }

        Expression of(Optional<String> instance) {
            return new Expression(module, value, instance);
        }
    }

    /** A reference, and the text that it is in. */
    private record FoundTraversal(String text, Traversal traversal) {}

    /** A module's content; a missing node if there is none of this name. */
    JsonNode module(String name) {
        return name.isEmpty() ? root : modules.containsKey(name) ? modules.get(name) : MissingNode.getInstance();
    }

    /** A resource's block; a missing node if the module has none. */
    JsonNode block(String module, String resource) {
        String[] words = resource.split("\\.", 3);
        return words.length == 3
                ? module(module).path(words[0]).path(words[1]).path(words[2])
                : words.length == 2
                        ? module(module).path("resource").path(words[0]).path(words[1])
                        : MissingNode.getInstance();
    }

    /**
     * The expression of an argument, or of the block around it where only that is written; absent if the configuration does not set it.
     */
    Optional<Expression> argument(String module, String resource, AttributePath path) {
        JsonNode node = block(module, resource);
        boolean first = true;
        for (AttributePath.PathStep step : path.steps()) {
            if (step instanceof AttributePath.NameStep name) {
                JsonNode dynamic = first ? node.path("dynamic").path(name.name()) : MissingNode.getInstance();
                if (!dynamic.isMissingNode()) {
                    return Optional.of(new Expression(module, dynamic));
                }
                node = node.path(name.name());
            } else if (step instanceof AttributePath.IndexStep && node.isArray()) {
                // A set is not in the order of the configuration.
                return Optional.of(new Expression(module, node));
            }
            first = false;
            if (node.isMissingNode() || node.isNull()) {
                return Optional.empty();
            }
            if (node.isValueNode()) {
                break;
            }
        }
        return Optional.of(new Expression(module, node));
    }

    /** What a traversal that is not of a resource stands for: a variable's value, an output, a local value. */
    Optional<Expression> definition(String module, Traversal traversal) {
        String kind = traversal.name(0).orElse("");
        String name = traversal.name(1).orElse("");
        JsonNode value = MissingNode.getInstance();
        String scope = module;
        switch (kind) {
            case "var" -> {
                scope = "";
                value = module.isEmpty()
                        ? value
                        : root.path("module").path(module).path(name);
            }
            case "local" -> value = module(module).path("locals").path(name);
            case "module" -> {
                // In a unit it is a module that the unit calls, of which nothing is known here.
                if (module.isEmpty()) {
                    scope = name;
                    value = module(name)
                            .path("output")
                            .path(traversal.name(2).orElse(""))
                            .path("value");
                }
            }
            default -> {}
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(new Expression(scope, value));
    }

    /** How many names of a traversal belong to {@link #definition}. */
    static int definedBy(Traversal traversal) {
        return traversal.startsWith("module") ? 3 : 2;
    }

    /** The resource at the beginning of a traversal; absent if it is something else. */
    Optional<String> resource(String module, Traversal traversal) {
        if (traversal.startsWith("data") && traversal.steps().size() > 2) {
            return Optional.of("data." + traversal.steps().get(1).name() + "."
                    + traversal.steps().get(2).name());
        }
        if (traversal.steps().size() < 2) {
            return Optional.empty();
        }
        String resource =
                traversal.steps().get(0).name() + "." + traversal.steps().get(1).name();
        return block(module, resource).isMissingNode() ? Optional.empty() : Optional.of(resource);
    }

    /** The attributes of resources that an expression is made of, through variables, outputs and local values. */
    SortedSet<ValueSource> sources(Expression expression) {
        SortedSet<ValueSource> found = new TreeSet<>();
        collect(expression, new HashSet<>(), found);
        return found;
    }

    private void collect(Expression expression, Set<Expression> seen, Set<ValueSource> found) {
        if (!seen.add(expression)) {
            return;
        }
        for (FoundTraversal read : reads(expression.value())) {
            Traversal traversal = read.traversal();
            Optional<String> resource = resource(expression.module(), traversal);
            if (resource.isPresent()) {
                int at = attributeAt(expression.module(), traversal);
                found.add(new ValueSource(
                        expression.module(),
                        resource.get(),
                        key(read, at - 1, expression.key()),
                        traversal.name(at).orElse("")));
                continue;
            }
            definition(expression.module(), traversal)
                    .map(defined -> new Expression(defined.module(), picked(defined.value(), traversal)))
                    .ifPresent(defined -> collect(defined, seen, found));
        }
    }

    /** The part of a map that the traversal picks by a constant key. */
    static JsonNode picked(JsonNode value, Traversal traversal) {
        String key = traversal.name(definedBy(traversal)).orElse("");
        return value.isObject() && value.has(key) ? value.path(key) : value;
    }

    /** Where in a traversal of a resource its attribute is: after the key of an instance. */
    int attributeAt(String module, Traversal traversal) {
        int at = traversal.startsWith("data") ? 3 : 2;
        JsonNode block = block(module, resource(module, traversal).orElse(""));
        boolean repeated = block.has("count") || block.has("for_each");
        String name = traversal.name(at).orElse("");
        return repeated || name.equals(Traversal.ANY) || name.matches("[0-9]++") ? at + 1 : at;
    }

    /** All references in a value. */
    static List<Traversal> traversals(JsonNode value) {
        return reads(value).stream().map(FoundTraversal::traversal).toList();
    }

    /** Which instance is read: a constant one, or the one with the key of the instance that reads it. */
    private static Optional<String> key(FoundTraversal read, int at, Optional<String> reader) {
        Traversal traversal = read.traversal();
        boolean index = at >= (traversal.startsWith("data") ? 3 : 2);
        if (!index || !traversal.name(at).equals(Optional.of(Traversal.ANY))) {
            return index ? traversal.name(at) : Optional.empty();
        }
        String text = read.text().substring(traversal.end(at - 1), traversal.end(at));
        return SAME_KEY.contains(text) ? reader : Optional.empty();
    }

    private static List<FoundTraversal> reads(JsonNode value) {
        List<FoundTraversal> found = new ArrayList<>();
        if (value.isTextual()) {
            Traversal.in(value.asText()).forEach(traversal -> found.add(new FoundTraversal(value.asText(), traversal)));
        }
        value.forEach(child -> found.addAll(reads(child)));
        return found;
    }
}
