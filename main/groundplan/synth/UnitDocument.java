package groundplan.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.kernel.BoundaryRegions;
import groundplan.kernel.OutputDeclaration;
import groundplan.kernel.PhysicalNames;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.references.Traversal;
import groundplan.settings.UnitModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A unit and the document that CDKTF synthesized for it.
 *
 * @param unit the unit
 * @param json its Terraform JSON as a CDKTF stack: with a backend, and with lookups of the states it reads
 */
public record UnitDocument(UnitModel<?, ?> unit, ObjectNode json) {
    /** Which step of {@code data.terraform_remote_state.<name>.outputs.<output>} names the output. */
    private static final int OUTPUT = 4;

    /** The resource addresses that the unit declares. */
    public SortedSet<String> addresses() {
        return addresses(json);
    }

    /** The resource addresses that a Terraform JSON document declares. */
    public static SortedSet<String> addresses(JsonNode document) {
        SortedSet<String> addresses = new TreeSet<>();
        document.path("resource").properties().forEach(type -> type.getValue()
                .fieldNames()
                .forEachRemaining(name -> addresses.add(type.getKey() + "." + name)));
        return addresses;
    }

    /** What AWS would reject in the units' documents taken together: names, what is declared twice, regions beyond a boundary. */
    public static List<String> invalidNames(List<UnitDocument> documents) {
        Map<UnitPath, JsonNode> byPath = new LinkedHashMap<>();
        documents.forEach(document -> byPath.put(document.unit().path(), document.json()));
        List<String> problems = new ArrayList<>(PhysicalNames.problems(byPath));
        problems.addAll(BoundaryRegions.problems(byPath));
        return problems;
    }

    /** The document with references to outputs of other units, which it reads by looking up their states. */
    public Template template() {
        Map<String, UnitModel<?, ?>> producers = new HashMap<>();
        unit.reads().values().forEach(producer -> producers.put(producer.path().wireName(unit.path()), producer));
        Map<UnitPath, Map<String, OutputDeclaration>> declared = new HashMap<>();
        return Template.of(json, traversal -> {
            if (!traversal.startsWith("data", "terraform_remote_state")
                    || !traversal.name(3).equals(Optional.of("outputs"))) {
                return Optional.empty();
            }
            UnitModel<?, ?> producer = producers.get(traversal.name(2).orElse(""));
            if (producer == null || traversal.steps().size() <= OUTPUT) {
                return Optional.empty();
            }
            String name = traversal.name(OUTPUT).orElseThrow();
            OutputDeclaration output = declared.computeIfAbsent(producer.path(), path -> producer.outputs().stream()
                            .collect(Collectors.toMap(OutputDeclaration::name, each -> each)))
                    .get(name);
            if (output == null) {
                throw new IllegalStateException(
                        unit.path() + " reads " + producer.path() + "." + name + ", which is not published");
            }
            return Optional.of(new Template.Found(new OutputReference(producer.path(), name, output.keys()), OUTPUT));
        });
    }

    /** The name of the input variable through which the unit gets an output when it is applied by itself. */
    public String variable(OutputReference reference) {
        return reference.unit().wireName(unit.path()) + "_" + reference.output();
    }

    /** A fingerprint of the documents of these units, regardless of their order. */
    public static String fingerprint(List<UnitDocument> documents) {
        StringBuilder text = new StringBuilder();
        documents.stream()
                .sorted(Comparator.comparing(document -> document.unit().path()))
                .forEach(document ->
                        text.append(document.unit().path()).append('\n').append(TerraformJson.write(document.json())));
        return ContentHash.shortened(text.toString());
    }

    /** Terraform's configurations of units by their path. */
    public static Map<UnitPath, ObjectNode> byPath(List<UnitDocument> documents) {
        Map<UnitPath, ObjectNode> byPath = new TreeMap<>();
        documents.forEach(document -> byPath.put(document.unit().path(), document.json()));
        return byPath;
    }

    /**
     * Removes CDKTF's notes about its own constructs (their paths contain counters that are irrelevant to the
     * infrastructure) and lookups that are not used.
     */
    static ObjectNode tidy(ObjectNode synthesized) {
        JsonNode comment = synthesized.remove("//");
        dropComments(synthesized);
        if (comment != null) {
            synthesized.set("//", comment);
        }
        ObjectNode lookups = (ObjectNode) synthesized.path("data").get("terraform_remote_state");
        if (lookups != null) {
            SortedSet<String> names = new TreeSet<>();
            lookups.fieldNames().forEachRemaining(names::add);
            Set<String> read = lookedUp(synthesized);
            names.stream().filter(name -> !read.contains(name)).forEach(lookups::remove);
            ObjectNode data = (ObjectNode) synthesized.get("data");
            if (lookups.isEmpty()) {
                data.remove("terraform_remote_state");
            }
            if (data.isEmpty()) {
                synthesized.remove("data");
            }
        }
        return synthesized;
    }

    private static Set<String> lookedUp(JsonNode node) {
        Set<String> names = new HashSet<>();
        if (node.isTextual()) {
            Traversal.in(node.asText()).stream()
                    .filter(traversal -> traversal.startsWith("data", "terraform_remote_state"))
                    .forEach(traversal -> traversal.name(2).ifPresent(names::add));
        }
        node.forEach(child -> names.addAll(lookedUp(child)));
        return names;
    }

    private static void dropComments(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("//");
            object.forEach(UnitDocument::dropComments);
        } else if (node instanceof ArrayNode array) {
            array.forEach(UnitDocument::dropComments);
        }
    }
}
