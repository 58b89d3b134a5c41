package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One rule at work on one unit: what it looked at, and what it found. */
final class Inspection {
    private final UnitDocument document;
    private final String check;
    private final List<Resource> resources;
    private final List<Finding> findings = new ArrayList<>();
    private int looked;

    Inspection(UnitDocument document, String check) {
        this.document = document;
        this.check = check;
        this.resources = Resource.all(document);
    }

    /** Looks at every resource of one type. */
    void each(String type, Consumer<Resource> look) {
        each(resource -> resource.type().equals(type), look);
    }

    /** Looks at every resource that is asked for. */
    void each(Predicate<Resource> wanted, Consumer<Resource> look) {
        resources.stream().filter(wanted).forEach(resource -> {
            looked++;
            look.accept(resource);
        });
    }

    /** Looks at a part of the document that is no resource, such as its provider. */
    void part(String name, JsonNode body, Consumer<Resource> look) {
        looked++;
        look.accept(new Resource("document", name, body));
    }

    /** The resources of one type, as a help to judge others. */
    Stream<Resource> others(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    /** Notes a finding unless the condition holds. */
    void require(boolean condition, Resource resource, String message) {
        if (!condition) {
            findings.add(new Finding(document.unit().path().toString(), check, resource.address(), message));
        }
    }

    /** Whether the unit belongs to production. */
    boolean prod() {
        return document.unit().path().environment().equals("prod");
    }

    /** The unit. */
    UnitDocument document() {
        return document;
    }

    /** How many resources the rule looked at. */
    int looked() {
        return looked;
    }

    List<Finding> findings() {
        return findings;
    }
}
