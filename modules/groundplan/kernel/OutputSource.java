package groundplan.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values of a unit's outputs come from. The outputs record of each kind is built from its settings and one of
 * these, so the declarations, the references and the mock values cannot differ.
 */
public interface OutputSource {
    /** An output with one value. */
    String value(String name, Shape shape, String description);

    /**
     * An output with one value per key, which can be referenced as {@code <output>.<key>}. Without keys there is no
     * output.
     */
    Map<String, String> values(String name, Collection<String> keys, Shape shape, String description);

    /**
     * References to the outputs of a unit, as they are written in a reading unit's configuration: {@code
     * ${<prefix>.<name>}}.
     */
    static OutputSource references(String prefix) {
        return new OutputSource() {
            @Override
            public String value(String name, Shape shape, String description) {
                return "${" + prefix + "." + name + "}";
            }

            @Override
            public Map<String, String> values(String name, Collection<String> keys, Shape shape, String description) {
                Map<String, String> found = new LinkedHashMap<>();
                keys.forEach(key -> found.put(key, "${" + prefix + "." + name + step(key) + "}"));
                return found;
            }
        };
    }

    /**
     * The step to a key of a map. It has no quotes, which would have to be escaped inside a policy's JSON. A number after a dot is a
     * deprecated form of an index; in brackets Terraform converts it to the text of the key.
     */
    private static String step(String key) {
        return key.matches("0|[1-9][0-9]*") ? "[" + key + "]" : "." + key;
    }

    /** Records the declarations and returns mock values. */
    static OutputSource recording(List<OutputDeclaration> into) {
        return new OutputSource() {
            @Override
            public String value(String name, Shape shape, String description) {
                into.add(new OutputDeclaration(name, List.of(), shape, description));
                return shape.mock();
            }

            @Override
            public Map<String, String> values(String name, Collection<String> keys, Shape shape, String description) {
                if (!keys.isEmpty()) {
                    into.add(new OutputDeclaration(name, new ArrayList<>(keys), shape, description));
                }
                Map<String, String> found = new LinkedHashMap<>();
                keys.forEach(key -> found.put(key, shape.mock()));
                return found;
            }
        };
    }
}
