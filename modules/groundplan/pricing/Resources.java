package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resources that may refer to each other: those of one Terraform configuration. */
public final class Resources {
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<![a-z0-9_])([a-z][a-z0-9]*+_[a-z0-9_]++)\\.([A-Za-z0-9_-]+)((?:\\.[A-Za-z0-9_]++|\\[[0-9]+])*+)");
    private static final Pattern WHOLE = Pattern.compile("\\$\\{" + REFERENCE.pattern() + "}");
    private static final Pattern INSIDE = Pattern.compile("\\$\\{([^}]*+)(?:}|$)");
    /** The maximum length of a chain of references, to detect cycles. */
    private static final int LONGEST_CHAIN = 10;

    private final Map<String, Resource> byAddress = new TreeMap<>();
    /** The addresses of those that refer to an address; null until somebody asks. */
    private Map<String, SortedSet<String>> referrers;

    private Resources(Collection<Resource> resources) {
        resources.forEach(resource -> byAddress.put(resource.address(), resource));
    }

    /** These resources. */
    public static Resources of(Collection<Resource> resources) {
        return new Resources(resources);
    }

    /**
     * The resources of a Terraform JSON document, each in the region of its provider.
     *
     * @param document a whole configuration, providers included
     */
    public static Resources of(JsonNode document) {
        Map<String, String> regions = new TreeMap<>();
        document.path("provider").properties().forEach(provider -> items(provider.getValue())
                .forEach(configuration -> regions.put(
                        provider.getKey()
                                + (configuration.has("alias")
                                        ? "." + configuration.path("alias").asText()
                                        : ""),
                        configuration.path("region").asText())));
        List<Resource> found = new ArrayList<>();
        document.path("resource")
                .properties()
                .forEach(type -> type.getValue().properties().forEach(resource -> {
                    String byDefault = type.getKey().substring(0, type.getKey().indexOf('_'));
                    String provider = resource.getValue().path("provider").asText(byDefault);
                    found.add(new Resource(
                            type.getKey(), resource.getKey(), resource.getValue(), regions.getOrDefault(provider, "")));
                }));
        return new Resources(found);
    }

    /** All of them, by address. */
    public Collection<Resource> all() {
        return byAddress.values();
    }

    /** The resources that refer to another one. */
    synchronized List<Resource> referrers(Resource resource) {
        if (referrers == null) {
            referrers = referrers();
        }
        return referrers.getOrDefault(resource.address(), new TreeSet<>()).stream()
                .map(byAddress::get)
                .toList();
    }

    private Map<String, SortedSet<String>> referrers() {
        Map<String, SortedSet<String>> found = new TreeMap<>();
        byAddress
                .values()
                .forEach(resource -> texts(resource.attributes(), text -> {
                    Matcher inside = INSIDE.matcher(text);
                    while (inside.find()) {
                        Matcher reference = REFERENCE.matcher(inside.group(1));
                        while (reference.find()) {
                            String target = reference.group(1) + "." + reference.group(2);
                            if (byAddress.containsKey(target)) {
                                found.computeIfAbsent(target, key -> new TreeSet<>())
                                        .add(resource.address());
                            }
                        }
                    }
                }));
        return found;
    }

    /** The resource that a value refers to; null when it is none of these. */
    Resource referred(JsonNode value) {
        Matcher reference = REFERENCE.matcher(value.asText());
        while (value.isTextual() && reference.find()) {
            Resource found = byAddress.get(reference.group(1) + "." + reference.group(2));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * The value that a reference resolves to; the value itself when it is not a reference, or refers to something else.
     */
    JsonNode resolve(JsonNode value) {
        JsonNode here = value;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Matcher reference = WHOLE.matcher(here.asText());
            if (!here.isTextual() || !reference.matches()) {
                return here;
            }
            Resource target = byAddress.get(reference.group(1) + "." + reference.group(2));
            JsonNode next = target == null
                    ? MissingNode.getInstance()
                    : at(
                            target.attributes(),
                            reference
                                    .group(3)
                                    .replace('[', '.')
                                    .replace("]", "")
                                    .replaceFirst("^\\.", ""));
            if (next.isMissingNode()) {
                return here;
            }
            here = next;
        }
        return here;
    }

    /** The value at a dotted path; a block that may occur once is found with and without an array around it. */
    static JsonNode at(JsonNode node, String path) {
        JsonNode here = node;
        for (String part : path.split("\\.")) {
            boolean position = part.matches("[0-9]+");
            if (here.isArray()) {
                here = here.path(position ? Integer.parseInt(part) : 0);
            }
            here = position ? here : here.path(part);
        }
        return here;
    }

    /** The items of an array; any other value is an array of one. */
    static List<JsonNode> items(JsonNode node) {
        List<JsonNode> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(items::add);
        } else if (!node.isMissingNode() && !node.isNull()) {
            items.add(node);
        }
        return items;
    }

    private static void texts(JsonNode node, Consumer<String> into) {
        if (node.isTextual()) {
            into.accept(node.asText());
        }
        node.forEach(below -> texts(below, into));
    }
}
