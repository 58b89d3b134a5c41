package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.redact.Redactor;
import groundplan.redact.SecretPatterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One attribute that a plan changes.
 *
 * @param path the attribute, such as {@code ingress[0].cidr_blocks}
 * @param before its value; {@code null} if there is none; {@value #SECRET} if it may not be shown
 * @param after its value; {@value #UNKNOWN} if it is known only after the apply
 * @param forcesReplacement whether the change forces the replacement of the object
 */
public record AttributeChange(AttributePath path, String before, String after, boolean forcesReplacement) {
    /** Shown instead of a value that may not be shown. */
    public static final String SECRET = SecretPatterns.HIDDEN;

    /** Shown instead of a value that is not known before the apply. */
    public static final String UNKNOWN = "(known after apply)";

    /** An attribute on one side of a change: its value, Terraform's marks of what is sensitive, and the value as it may be shown. */
    private record Side(JsonNode value, JsonNode secret, JsonNode shown) {
        Side below(String name) {
            return new Side(value.path(name), secret.path(name), shown.path(name));
        }

        Side below(int position) {
            return new Side(value.path(position), secret.path(position), shown.path(position));
        }
    }

    /**
     * The attributes that differ in a change of Terraform's plan JSON.
     *
     * @param shown the same change as it may be shown
     */
    static List<AttributeChange> of(JsonNode change, JsonNode shown) {
        Set<AttributePath> replacing = new HashSet<>();
        change.path("replace_paths").forEach(path -> replacing.add(AttributePath.of(path)));
        List<AttributeChange> found = new ArrayList<>();
        walk(
                AttributePath.ROOT,
                new Side(change.path("before"), change.path("before_sensitive"), shown.path("before")),
                new Side(change.path("after"), change.path("after_sensitive"), shown.path("after")),
                change.path("after_unknown"),
                replacing,
                found);
        return List.copyOf(found);
    }

    /** The changes as they may be shown: a key of a map can be a secret too. */
    static List<AttributeChange> shown(List<AttributeChange> changes, Redactor redactor) {
        return changes.stream()
                .map(one -> new AttributeChange(
                        one.path.mapNames(redactor::hide),
                        one.before == null ? null : redactor.hide(one.before),
                        one.after == null ? null : redactor.hide(one.after),
                        one.forcesReplacement))
                .toList();
    }

    /** The differences between two versions of a configuration block, without what is recognized as secret by name or form. */
    public static List<AttributeChange> between(JsonNode before, JsonNode after) {
        ObjectNode change = TerraformJson.object();
        change.set("before", before);
        change.set("after", after);
        Redactor redactor = Redactor.named(before, after);
        return shown(of(change, redactor.shown(change)), redactor);
    }

    /**
     * The differences that a refresh found. Providers return an empty list or map where nothing was set, so that is not counted as a
     * change.
     */
    static List<AttributeChange> drift(JsonNode change, JsonNode shown) {
        return of(change, shown).stream()
                .filter(difference -> !(nothing(difference.before) && nothing(difference.after)))
                .toList();
    }

    private static boolean nothing(String value) {
        return value == null || value.isEmpty() || value.equals("[]") || value.equals("{}");
    }

    private static void walk(
            AttributePath path,
            Side before,
            Side after,
            JsonNode unknown,
            Set<AttributePath> replacing,
            List<AttributeChange> found) {
        boolean unknownHere = unknown.isBoolean() && unknown.asBoolean();
        if (!unknownHere && same(before.value, after.value) && !anyTrue(unknown)) {
            return;
        }
        boolean secret = isTrue(before.secret) || isTrue(after.secret);
        boolean container = !secret && !unknownHere && !replacing.contains(path);
        if (container && (before.value.isObject() || after.value.isObject())) {
            Set<String> names = new TreeSet<>();
            before.value.fieldNames().forEachRemaining(names::add);
            after.value.fieldNames().forEachRemaining(names::add);
            unknown.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> walk(
                    path.child(name), before.below(name), after.below(name), unknown.path(name), replacing, found));
            return;
        }
        if (container && before.value.isArray() && after.value.isArray() && before.value.size() == after.value.size()) {
            for (int i = 0; i < after.value.size(); i++) {
                walk(path.child(i), before.below(i), after.below(i), unknown.path(i), replacing, found);
            }
            return;
        }
        boolean hidden = secret || anyTrue(before.secret) || anyTrue(after.secret);
        found.add(new AttributeChange(
                path,
                show(before.shown, hidden),
                anyTrue(unknown) ? UNKNOWN : show(after.shown, hidden),
                replacing.stream().anyMatch(path::startsWith)));
    }

    private static String show(JsonNode value, boolean hidden) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return hidden ? SECRET : value.isTextual() ? value.asText() : value.toString();
    }

    /** Null and a missing value are the same in Terraform's plans. */
    private static boolean same(JsonNode a, JsonNode b) {
        return nothing(a) && nothing(b) || a.equals(b);
    }

    private static boolean nothing(JsonNode node) {
        return node instanceof MissingNode || node.isNull();
    }

    private static boolean isTrue(JsonNode node) {
        return node.isBoolean() && node.asBoolean();
    }

    private static boolean anyTrue(JsonNode node) {
        if (isTrue(node)) {
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
