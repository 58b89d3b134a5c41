package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.ContentHash;
import groundplan.redact.Redactor;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan says of an object's attributes, in a form that tells nobody the values: a later plan can be compared with it, and
 * no secret can be read from it.
 */
public final class ValueFingerprints {
    private ValueFingerprints() {}

    /**
     * The fingerprint of each attribute that is known as a whole, by name. Not of one with a secret in it: a short secret could
     * be guessed from it.
     *
     * @param shown the same change as it may be shown
     * @param redactor tells whether a key is a secret
     */
    static SortedMap<String, String> of(JsonNode change, JsonNode shown, Redactor redactor) {
        SortedMap<String, String> known = new TreeMap<>();
        JsonNode unknown = change.path("after_unknown");
        JsonNode sensitive = change.path("after_sensitive");
        change.path("after").properties().forEach(attribute -> {
            if (!anyTrue(unknown.path(attribute.getKey()))
                    && !anyTrue(sensitive.path(attribute.getKey()))
                    && attribute.getValue().equals(shown.path("after").path(attribute.getKey()))
                    && !redactor.hidesKey(attribute.getValue())) {
                known.put(attribute.getKey(), ContentHash.shortened(attribute.getKey() + "=" + attribute.getValue()));
            }
        });
        return known;
    }

    private static boolean anyTrue(JsonNode node) {
        if (node.isBoolean() && node.asBoolean()) {
            return true;
        }
        for (JsonNode child : node) {
            if (anyTrue(child)) {
                return true;
            }
        }
        return false;
    }
}
