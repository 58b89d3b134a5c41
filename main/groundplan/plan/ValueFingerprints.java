package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.ContentHash;
import groundplan.json.PlanValue;
import groundplan.redact.Redactor;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fingerprints of an object's planned attributes: a later plan can be compared with them, and no value can be read from them.
 */
public final class ValueFingerprints {
    private ValueFingerprints() {}

    /** Whether this is the fingerprint of a value, and not a mark that the value is unknown or secret. */
    static boolean is(String value) {
        return value != null && !value.equals(AttributeChange.UNKNOWN) && !value.equals(AttributeChange.SECRET);
    }

    /**
     * The fingerprint of each attribute that is completely known, by name, and a mark for each other one: an attribute without an entry
     * does not exist. Attributes that contain a secret have no fingerprint: a short secret could be guessed from it.
     *
     * @param shown the same change as it may be shown
     * @param redactor recognizes keys that are secret
     */
    static SortedMap<String, String> of(JsonNode change, JsonNode shown, Redactor redactor) {
        SortedMap<String, String> values = new TreeMap<>();
        JsonNode unknown = change.path("after_unknown");
        JsonNode sensitive = change.path("after_sensitive");
        change.path("after").properties().forEach(attribute -> {
            String name = attribute.getKey();
            boolean secret = PlanValue.anyMarked(sensitive.path(name))
                    || !attribute.getValue().equals(shown.path("after").path(name))
                    || redactor.hidesKey(attribute.getValue());
            values.put(
                    name, secret ? AttributeChange.SECRET : ContentHash.shortened(name + "=" + attribute.getValue()));
        });
        // A value of which only a part is known is unknown, although that part is an entry above.
        unknown.properties().stream()
                .filter(attribute -> PlanValue.anyMarked(attribute.getValue()))
                .forEach(attribute -> values.put(attribute.getKey(), AttributeChange.UNKNOWN));
        return values;
    }
}
