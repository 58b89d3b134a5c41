package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One deliberate mistake in a resource of some type, wherever a unit has one.
 *
 * @param what what is wrong
 * @param type the type of the resource; empty for a mistake in what stands beside the resources
 * @param neverWaived the checks of {@code Controls.NEVER_WAIVED} that it offends
 * @param fits which resources of the type it can be made in
 * @param make makes it
 */
record Break(String what, String type, List<String> neverWaived, Predicate<Spot> fits, Consumer<Spot> make) {

    /**
     * A place to make the mistake in.
     *
     * @param document the unit's Terraform JSON
     * @param type of the resource
     * @param name of the resource
     */
    record Spot(ObjectNode document, String type, String name) {
        /** The resource's arguments. */
        ObjectNode body() {
            return type.isEmpty()
                    ? document
                    : (ObjectNode) document.path("resource").path(type).path(name);
        }

        /** All resources of a type. */
        ObjectNode all(String of) {
            return document.withObjectProperty("resource").withObjectProperty(of);
        }

        /** A block; the first where there are several. */
        Optional<ObjectNode> block(String path) {
            JsonNode block = path.isEmpty() ? body() : Resource.at(body(), path);
            JsonNode first = block.isArray() ? block.path(0) : block;
            return first instanceof ObjectNode found ? Optional.of(found) : Optional.empty();
        }

        /** The block that the last name of a path is in. */
        Optional<ObjectNode> parent(String path) {
            return block(path.substring(0, Math.max(path.lastIndexOf('.'), 0)));
        }
    }

    /** A broken copy, with the mistake in the first resource that it can be made in. */
    Optional<ObjectNode> in(ObjectNode document) {
        return names(document)
                .filter(name -> fits.test(new Spot(document, type, name)))
                .map(name -> {
                    ObjectNode copy = document.deepCopy();
                    make.accept(new Spot(copy, type, name));
                    return copy;
                })
                .filter(copy -> !copy.equals(document))
                .findFirst();
    }

    private Stream<String> names(ObjectNode document) {
        return type.isEmpty()
                ? Stream.of("")
                : document.path("resource").path(type).properties().stream().map(Map.Entry::getKey);
    }

    /** The same for resources of some names alone. */
    Break named(String pattern) {
        return where(spot -> spot.name().matches(pattern));
    }

    /** The same for some resources alone. */
    Break where(Predicate<Spot> wanted) {
        return new Break(what, type, neverWaived, fits.and(wanted), make);
    }

    /** The same in units that have another type, too. */
    Break beside(String other) {
        return where(spot -> !spot.document().path("resource").path(other).isEmpty());
    }

    /** The same, with the checks that it offends and nobody may waive. */
    Break offends(String... checks) {
        return new Break(what, type, List.of(checks), fits, make);
    }

    /** Any change of a resource. */
    static Break change(String what, String type, Consumer<Spot> make) {
        return new Break(what, type, List.of(), spot -> true, make);
    }

    /** Sets an argument. The value is JSON. */
    static Break set(String what, String type, String path, String json) {
        return change(what, type, spot -> spot.parent(path).ifPresent(parent -> parent.set(last(path), value(json))));
    }

    /** Takes an argument away. */
    static Break drop(String what, String type, String path) {
        return change(what, type, spot -> spot.parent(path).ifPresent(parent -> parent.remove(last(path))));
    }

    /** Replaces a piece of a resource's JSON, whatever it is part of. */
    static Break rewrite(String what, String type, String piece, String by) {
        return change(what, type, spot -> spot.all(type)
                .set(spot.name(), TerraformJson.read(spot.body().toString().replace(piece, by))));
    }

    /** Takes a resource away. */
    static Break without(String what, String type) {
        return change(what, type, spot -> spot.all(type).remove(spot.name()));
    }

    /** Takes all resources of some names away. */
    static Break withoutAll(String what, String type, String pattern) {
        return change(what, type, spot -> {
            ObjectNode all = spot.all(type);
            all.remove(all.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> name.matches(pattern))
                    .toList());
        });
    }

    /** Adds a resource beside another, whose name stands for {@code %s} in its JSON. */
    static Break with(String what, String type, String added, String json) {
        return change(
                what, type, spot -> spot.all(added).set("broken", TerraformJson.read(json.replace("%s", spot.name()))));
    }

    /** Changes what an argument holds as JSON text, such as a policy. */
    static Break text(String what, String type, String argument, Consumer<JsonNode> make) {
        return change(what, type, spot -> {
                    JsonNode json = value(spot.body().path(argument).asText("null"));
                    make.accept(json);
                    spot.body().put(argument, json.toString());
                })
                .where(spot -> spot.body().has(argument));
    }

    /** Changes the first statement of a policy. */
    static Break statement(String what, String type, String argument, Consumer<ObjectNode> make) {
        return text(
                what,
                type,
                argument,
                policy -> make.accept((ObjectNode) policy.path("Statement").path(0)));
    }

    /** Adds a statement to a policy. */
    static Break grant(String what, String type, String argument, String statement) {
        return text(what, type, argument, policy -> ((ArrayNode) policy.path("Statement")).add(value(statement)));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static JsonNode value(String json) {
        return TerraformJson.read("{\"value\":" + json + "}").get("value");
    }
}
