package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.difference.DocumentChange;
import groundplan.json.TerraformJson;
import groundplan.redact.Redactor;
import groundplan.redact.SecretPatterns;
import java.util.List;
import java.util.function.Predicate;

/**
 * One attribute that a plan changes.
 *
 * @param path the attribute, such as {@code ingress[0].cidr_blocks}
 * @param before its value; {@code null} if there is none; {@value #SECRET} if it may not be shown
 * @param after its value; {@value #UNKNOWN} if it is known only after the apply
 * @param forcesReplacement whether the change forces the replacement of the object
 * @param configured whether the settings set it, as far as that is known; otherwise the provider does
 * @param inside the differences inside the value, if it is a document, a text of several lines, or a list
 */
public record AttributeChange(
        AttributePath path,
        String before,
        String after,
        boolean forcesReplacement,
        boolean configured,
        List<DocumentChange> inside) {
    /** Shown instead of a value that may not be shown. */
    public static final String SECRET = SecretPatterns.HIDDEN;

    /** Shown instead of a value that is not known before the apply. */
    public static final String UNKNOWN = "(known after apply)";

    /** An attribute that the settings set, whose value has no parts. */
    public AttributeChange(AttributePath path, String before, String after, boolean forcesReplacement) {
        this(path, before, after, forcesReplacement, true, List.of());
    }

    /**
     * The attributes that differ in a change of Terraform's plan JSON.
     *
     * @param shown the same change as it may be shown
     * @param redactor hides the secrets in names and in documents
     */
    static List<AttributeChange> of(JsonNode change, JsonNode shown, Redactor redactor) {
        return new AttributeWalk(change, redactor).of(change, shown);
    }

    /** The same changes, each marked if the settings do not set the attribute. */
    static List<AttributeChange> configured(List<AttributeChange> changes, Predicate<AttributePath> configured) {
        return changes.stream()
                .map(one -> new AttributeChange(
                        one.path, one.before, one.after, one.forcesReplacement, configured.test(one.path), one.inside))
                .toList();
    }

    /** The changes as they may be shown: a key of a map can be a secret too. */
    static List<AttributeChange> shown(List<AttributeChange> changes, Redactor redactor) {
        return changes.stream()
                .map(one -> new AttributeChange(
                        one.path.mapNames(redactor::hide),
                        one.before == null ? null : redactor.hide(one.before),
                        one.after == null ? null : redactor.hide(one.after),
                        one.forcesReplacement,
                        one.configured,
                        one.inside))
                .toList();
    }

    /** The differences between two versions of a configuration block, without what is recognized as secret by name or form. */
    public static List<AttributeChange> between(JsonNode before, JsonNode after) {
        ObjectNode change = TerraformJson.object();
        change.set("before", before);
        change.set("after", after);
        Redactor redactor = Redactor.named(before, after);
        return shown(of(change, redactor.shown(change), redactor), redactor);
    }

    /**
     * The differences that a refresh found. Providers return an empty list or map where nothing was set, so that is not counted as a
     * change.
     */
    static List<AttributeChange> drift(JsonNode change, JsonNode shown, Redactor redactor) {
        return of(change, shown, redactor).stream()
                .filter(difference -> !(nothing(difference.before) && nothing(difference.after)))
                .toList();
    }

    private static boolean nothing(String value) {
        return value == null || value.isEmpty() || value.equals("[]") || value.equals("{}");
    }
}
