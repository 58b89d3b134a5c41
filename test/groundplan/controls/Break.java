package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.TerraformJson;
import java.util.function.Consumer;

/**
 * One deliberate mistake in one production unit.
 *
 * @param unit the unit's path
 * @param what what is wrong
 * @param make makes the mistake in the unit's Terraform JSON
 */
record Break(String unit, String what, Consumer<ObjectNode> make) {

  /** A broken copy. */
  ObjectNode of(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    make.accept(copy);
    if (copy.equals(document)) {
      throw new AssertionError("'" + what + "' changes nothing in " + unit + ": the unit no longer has what it breaks");
    }
    return copy;
  }

  /** Sets an argument. The value is JSON. */
  static Break set(String unit, String what, String address, String path, String json) {
    return new Break(unit, what, document -> parent(document, address, path).set(last(path), value(json)));
  }

  /** Takes an argument away. */
  static Break drop(String unit, String what, String address, String path) {
    return new Break(unit, what, document -> parent(document, address, path).remove(last(path)));
  }

  /** Replaces a piece of an argument's text, such as that of a policy. */
  static Break edit(String unit, String what, String address, String argument, String piece, String by) {
    return new Break(unit, what, document -> {
      ObjectNode resource = resource(document, address);
      resource.put(argument, resource.path(argument).asText().replace(piece, by));
    });
  }

  /** Replaces a piece of a resource's JSON, whatever it is part of. */
  static Break rewrite(String unit, String what, String address, String piece, String by) {
    return new Break(unit, what, document -> {
      String[] parts = address.split("\\.");
      document.withObjectProperty("resource").withObjectProperty(parts[0]).set(parts[1],
          TerraformJson.read(resource(document, address).toString().replace(piece, by)));
    });
  }

  /** Takes a resource away. */
  static Break without(String unit, String what, String address) {
    return new Break(unit, what, document -> {
      String[] parts = address.split("\\.");
      resource(document, address);
      ((ObjectNode) document.path("resource").path(parts[0])).remove(parts[1]);
    });
  }

  /** Adds a resource. */
  static Break with(String unit, String what, String address, String json) {
    return new Break(unit, what, document -> {
      String[] parts = address.split("\\.");
      document.withObjectProperty("resource").withObjectProperty(parts[0]).set(parts[1], TerraformJson.read(json));
    });
  }

  private static ObjectNode resource(ObjectNode document, String address) {
    String[] parts = address.split("\\.");
    if (document.path("resource").path(parts[0]).path(parts[1]) instanceof ObjectNode resource) {
      return resource;
    }
    throw new AssertionError("there is no " + address + " to break");
  }

  /** The block that the last name of a path is in. */
  private static ObjectNode parent(ObjectNode document, String address, String path) {
    ObjectNode resource = resource(document, address);
    int dot = path.lastIndexOf('.');
    JsonNode parent = dot < 0 ? resource : Resource.at(resource, path.substring(0, dot));
    return (ObjectNode) (parent.isArray() ? parent.get(0) : parent);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static JsonNode value(String json) {
    return TerraformJson.read("{\"value\":" + json + "}").get("value");
  }
}
