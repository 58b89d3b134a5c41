package groundplan.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.review.Dangers;
import groundplan.settings.UnitModel;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Terraform's {@code prevent_destroy}, which has to be a literal in a resource. */
public final class PreventDestroy {
    private static final String LIFECYCLE = "lifecycle";
    private static final String ARGUMENT = "prevent_destroy";

    private PreventDestroy() {}

    /** Sets it on the resources of a unit that hold data, if the environment guards its kind. Changes the document. */
    static void into(UnitModel<?, ?> unit, ObjectNode document) {
        if (unit.environment()
                .guards()
                .preventDestroy()
                .getOrDefault(unit.kind().name(), false)) {
            document.path("resource").properties().forEach(type -> type.getValue()
                    .forEach(resource -> {
                        if (Dangers.holdsData(type.getKey(), resource)) {
                            ((ObjectNode) resource)
                                    .withObjectProperty(LIFECYCLE)
                                    .put(ARGUMENT, true);
                        }
                    }));
        }
    }

    /** The addresses that have it. */
    public static SortedSet<String> in(JsonNode document) {
        SortedSet<String> addresses = new TreeSet<>();
        document.path("resource")
                .properties()
                .forEach(type -> type.getValue().properties().forEach(resource -> {
                    if (resource.getValue().path(LIFECYCLE).path(ARGUMENT).asBoolean()) {
                        addresses.add(type.getKey() + "." + resource.getKey());
                    }
                }));
        return addresses;
    }

    /**
     * Removes it, from a copy that is protected by other means. Changes the document.
     *
     * @param lifted the addresses to remove it from
     */
    public static void lift(ObjectNode document, Predicate<String> lifted) {
        document.path("resource")
                .properties()
                .forEach(type -> type.getValue().properties().forEach(resource -> {
                    if (resource.getValue().path(LIFECYCLE) instanceof ObjectNode lifecycle
                            && lifecycle.path(ARGUMENT).asBoolean()
                            && lifted.test(type.getKey() + "." + resource.getKey())) {
                        lifecycle.remove(ARGUMENT);
                        if (lifecycle.isEmpty()) {
                            ((ObjectNode) resource.getValue()).remove(LIFECYCLE);
                        }
                    }
                }));
    }
}
