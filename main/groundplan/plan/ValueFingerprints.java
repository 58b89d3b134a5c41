package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.ContentHash;
import groundplan.redact.Redactor;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fingerprints of an object's planned attributes: a later plan can be compared with them, and no value can be read from them.
 */
public final class ValueFingerprints {
    private ValueFingerprints() {}

    /**
     * The fingerprint of each attribute that is completely known, by name. Attributes that contain a secret have none: a short secret
     * could be guessed from its fingerprint.
     *
     * @param shown the same change as it may be shown
     * @param redactor recognizes keys that are secret
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
