package groundplan.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources of an environment. References are followed through the states of other units to the resource of an
 * output.
 */
final class Parts {
    private static final Pattern LOCAL =
            Pattern.compile("(?<![A-Za-z0-9_.-])((?:aws|helm|kubernetes)_[a-z0-9_]+)\\.([A-Za-z0-9_-]+)");
    private static final Pattern REMOTE =
            Pattern.compile("data\\.terraform_remote_state\\.([A-Za-z0-9_-]+)\\.outputs\\.([A-Za-z0-9_]+)"
                    + "(?:\\.([A-Za-z0-9_-]+)|\\[\\\\?\"([^\"\\\\]+)\\\\?\"])?");
    /** Arguments that say nothing about what a resource is connected to. */
    private static final Set<String> SILENT = Set.of("depends_on", "lifecycle", "tags");

    private final SortedMap<UnitPath, JsonNode> documents;
    private final Map<String, UnitPath> states = new TreeMap<>();
    private final Map<String, Part> byId = new TreeMap<>();

    Parts(SortedMap<UnitPath, JsonNode> documents) {
        this.documents = documents;
        documents.forEach((unit, document) -> {
            states.put(state(Part.at(document, "terraform.backend.s3")), unit);
            Map<String, String> regions = new TreeMap<>();
            document.path("provider")
                    .path("aws")
                    .forEach(provider -> regions.put(
                            provider.has("alias")
                                    ? "aws." + provider.path("alias").asText()
                                    : "aws",
                            provider.path("region").asText()));
            document.path("resource")
                    .properties()
                    .forEach(type -> type.getValue().properties().forEach(one -> {
                        String provider = one.getValue().path("provider").asText("aws");
                        Part part = new Part(
                                unit,
                                type.getKey(),
                                one.getKey(),
                                one.getValue(),
                                regions.getOrDefault(provider, unit.region()));
                        byId.put(part.id(), part);
                    }));
        });
    }

    Collection<Part> all() {
        return byId.values();
    }

    List<Part> of(String type) {
        return byId.values().stream().filter(part -> part.type().equals(type)).toList();
    }

    /** Resources of a type, by their unit. */
    SortedMap<UnitPath, List<Part>> byUnit(String type) {
        SortedMap<UnitPath, List<Part>> units = new TreeMap<>();
        of(type).forEach(part ->
                units.computeIfAbsent(part.unit(), key -> new ArrayList<>()).add(part));
        return units;
    }

    /** The resources that a resource refers to, in its own unit or another. */
    Set<Part> referred(Part part) {
        return referred(part.unit(), part.json());
    }

    /** The resources of one type among them. */
    List<Part> referred(Part part, String type) {
        return referred(part).stream()
                .filter(other -> other.type().equals(type))
                .toList();
    }

    /** The first resource that an argument of a resource refers to. */
    Optional<Part> referred(Part part, JsonNode value) {
        return referred(part.unit(), value).stream().findFirst();
    }

    /** The resources of a type that refer to a resource. */
    List<Part> referring(String type, Part part) {
        return of(type).stream().filter(other -> referred(other).contains(part)).toList();
    }

    /** The resources that the configuration of a resource's provider refers to. */
    Set<Part> configured(Part part) {
        String provider = part.type().substring(0, part.type().indexOf('_'));
        return referred(part.unit(), documents.get(part.unit()).path("provider").path(provider));
    }

    /** The resources that a value of a unit refers to. */
    Set<Part> referred(UnitPath unit, JsonNode value) {
        Set<Part> found = new LinkedHashSet<>();
        texts(value, text -> {
            Matcher local = LOCAL.matcher(text);
            while (local.find()) {
                Part part = byId.get(unit.region() + "/" + unit.unit() + "/" + local.group(1) + "." + local.group(2));
                if (part != null) {
                    found.add(part);
                }
            }
            Matcher remote = REMOTE.matcher(text);
            while (remote.find()) {
                String key = remote.group(3) == null ? remote.group(4) : remote.group(3);
                found.addAll(published(unit, remote.group(1), remote.group(2), key));
            }
        });
        return found;
    }

    private Set<Part> published(UnitPath reader, String lookup, String output, String key) {
        JsonNode config = documents
                .get(reader)
                .path("data")
                .path("terraform_remote_state")
                .path(lookup)
                .path("config");
        UnitPath producer = states.get(state(config));
        if (producer == null || producer.equals(reader)) {
            return Set.of();
        }
        JsonNode value = documents.get(producer).path("output").path(output).path("value");
        return referred(producer, value.isObject() && key != null ? value.path(key) : value);
    }

    private static String state(JsonNode backend) {
        return backend.path("bucket").asText() + "/" + backend.path("key").asText();
    }

    private static void texts(JsonNode node, Consumer<String> found) {
        if (node.isTextual()) {
            found.accept(node.asText());
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                if (!SILENT.contains(field.getKey())) {
                    texts(field.getValue(), found);
                }
            });
        } else {
            node.forEach(child -> texts(child, found));
        }
    }
}
