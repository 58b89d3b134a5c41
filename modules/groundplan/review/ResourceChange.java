package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;

/**
 * What a plan does with one resource.
 *
 * @param type its type
 * @param does what happens
 * @param before its attributes now; null or missing when it does not exist
 * @param after its attributes afterwards, as far as they are known; null or missing when it is destroyed
 * @param unknown Terraform's marks of what of {@code after} is known only during the apply
 * @param createdFirst whether a replacement exists before the present object is destroyed
 */
public record ResourceChange(
        String type, Does does, JsonNode before, JsonNode after, JsonNode unknown, boolean createdFirst) {
    private static final String MANIFEST = "kubernetes_manifest";
    private static final String OBJECT = "manifest";

    /** The type is the one by which the tables know it. */
    public ResourceChange {
        type = known(type);
        String kind = kind(before).isEmpty() ? kind(after) : kind(before);
        if (type.equals(MANIFEST) && !kind.isEmpty()) {
            // An object that is written as Kubernetes has it, and not in arguments of the provider.
            type = "kubernetes_" + kind.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
            before = before.path(OBJECT);
            after = after.path(OBJECT);
            unknown = unknown.path(OBJECT);
        }
    }

    private static String kind(JsonNode side) {
        return side.path(OBJECT).path("kind").asText("");
    }

    /** What happens to a resource. */
    public enum Does {
        CREATE,
        UPDATE,
        REPLACE,
        DESTROY,
        /** Nothing; others may depend on it. */
        STAY
    }

    /** A change of which everything is known, and which destroys first. */
    public ResourceChange(String type, Does does, JsonNode before, JsonNode after) {
        this(type, does, before, after, MissingNode.getInstance(), false);
    }

    /** One name for a type that has several: {@code kubernetes_service_v1} is {@code kubernetes_service}, {@code aws_alb} is {@code aws_lb}. */
    static String known(String type) {
        return type.startsWith("aws_alb")
                ? type.replaceFirst("alb", "lb")
                : type.startsWith("kubernetes_") ? type.replaceFirst("_v[0-9]+((alpha|beta)[0-9]+)?$", "") : type;
    }

    /** Whether the existing object is destroyed. */
    boolean loses() {
        return does == Does.REPLACE || does == Does.DESTROY;
    }

    /** Whether it exists afterwards. */
    boolean leaves() {
        return does != Does.DESTROY;
    }

    /** Whether it exists before and afterwards, as the same object or as its replacement. */
    boolean continues() {
        return does == Does.UPDATE || does == Does.REPLACE;
    }

    /** Whether an argument has a value now, and another one afterwards that is not known yet. */
    boolean notKnown(Argument argument) {
        return continues() && argument.unknown(unknown);
    }
}
