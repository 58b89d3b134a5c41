package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A resource together with those that it refers to, as meters read it. Paths are dotted, and references are resolved.
 */
record Subject(Resource resource, Resources resources) {

    /** A string; empty when the attribute is absent. */
    Optional<String> text(String path) {
        JsonNode value = value(path);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** A number, which may be written as a string. */
    double number(String path) {
        return text(path).map(text -> parse(path, text)).orElseThrow(() -> new Unreadable(path + " is absent"));
    }

    /** A number; a default when the attribute is absent. */
    double number(String path, double byDefault) {
        return text(path).map(text -> parse(path, text)).orElse(byDefault);
    }

    /** Whether a flag is set. */
    boolean flag(String path) {
        return text(path).map(Boolean::parseBoolean).orElse(false);
    }

    /** The blocks of a name, or the items of a list. */
    List<JsonNode> blocks(String path) {
        return Resources.items(value(path));
    }

    /** The resource that an attribute refers to. */
    Optional<Subject> referred(String path) {
        return Optional.ofNullable(resources.referred(Resources.at(resource.attributes(), path)))
                .map(found -> new Subject(found, resources));
    }

    /** The resource that any value refers to. */
    Optional<Subject> referredBy(JsonNode value) {
        return Optional.ofNullable(resources.referred(value)).map(found -> new Subject(found, resources));
    }

    /** The resources of a type that refer to this one. */
    List<Subject> referrers(String type) {
        return resources.referrers(resource).stream()
                .filter(found -> found.type().equals(type))
                .map(found -> new Subject(found, resources))
                .toList();
    }

    private JsonNode value(String path) {
        return resources.resolve(Resources.at(resource.attributes(), path));
    }

    private static double parse(String path, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new Unreadable(path + " is " + text + ", which is not a number");
        }
    }

    /** An attribute that a meter needs cannot be read. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }
}
