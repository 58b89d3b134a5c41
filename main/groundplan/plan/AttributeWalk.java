package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.address.AttributePath;
import groundplan.difference.DocumentComparison;
import groundplan.json.PlanValue;
import groundplan.redact.Redactor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the attributes that differ in a change of Terraform's plan JSON. */
final class AttributeWalk {
    /** An attribute on one side of a change: its value, Terraform's marks of what is sensitive, and the value as it may be shown. */
    private record Side(JsonNode value, JsonNode secret, JsonNode shown) {
        Side below(String name) {
            return new Side(value.path(name), secret.path(name), shown.path(name));
        }

        Side below(int position) {
            return new Side(value.path(position), secret.path(position), shown.path(position));
        }
    }

    private final Set<AttributePath> replacing = new HashSet<>();
    private final List<AttributeChange> found = new ArrayList<>();
    private final Redactor redactor;
    private final boolean stays;

    AttributeWalk(JsonNode change, Redactor redactor) {
        change.path("replace_paths").forEach(path -> replacing.add(AttributePath.of(path)));
        this.redactor = redactor;
        this.stays = change.path("after").isContainerNode();
    }

    List<AttributeChange> of(JsonNode change, JsonNode shown) {
        walk(
                AttributePath.ROOT,
                new Side(change.path("before"), change.path("before_sensitive"), shown.path("before")),
                new Side(change.path("after"), change.path("after_sensitive"), shown.path("after")),
                change.path("after_unknown"));
        return List.copyOf(found);
    }

    private void walk(AttributePath path, Side before, Side after, JsonNode unknown) {
        boolean unknownHere = PlanValue.marked(unknown);
        if (!unknownHere && PlanValue.same(before.value, after.value) && !PlanValue.anyMarked(unknown)) {
            return;
        }
        boolean secret = PlanValue.marked(before.secret) || PlanValue.marked(after.secret);
        boolean container = !secret && !unknownHere && !replacing.contains(path);
        if (container && (before.value.isObject() || after.value.isObject())) {
            Set<String> names = new TreeSet<>();
            before.value.fieldNames().forEachRemaining(names::add);
            after.value.fieldNames().forEachRemaining(names::add);
            unknown.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> walk(path.child(name), before.below(name), after.below(name), unknown.path(name)));
            return;
        }
        if (container
                && before.value.isArray()
                && after.value.isArray()
                && before.value.size() == after.value.size()
                && !(severalDiffer(before.value, after.value) && isOne(path, before, after))) {
            for (int i = 0; i < after.value.size(); i++) {
                walk(path.child(i), before.below(i), after.below(i), unknown.path(i));
            }
            return;
        }
        boolean hidden = secret || PlanValue.anyMarked(before.secret) || PlanValue.anyMarked(after.secret);
        boolean comparable = !hidden && !unknownHere && stays;
        found.add(new AttributeChange(
                path,
                show(before.shown, hidden),
                PlanValue.anyMarked(unknown) ? AttributeChange.UNKNOWN : show(after.shown, hidden),
                replacing.stream().anyMatch(path::startsWith),
                true,
                comparable
                        ? DocumentComparison.of(
                                path.mapNames(redactor::hide).toString(),
                                path.name(),
                                before.value,
                                before.shown,
                                withUnknown(after.value, unknown),
                                withUnknown(after.shown, unknown),
                                redactor)
                        : List.of()));
    }

    /** A value in which what is not known yet is said to be so. */
    private static JsonNode withUnknown(JsonNode value, JsonNode unknown) {
        if (!PlanValue.anyMarked(unknown)) {
            return value;
        }
        if (PlanValue.marked(unknown)) {
            return TextNode.valueOf(AttributeChange.UNKNOWN);
        }
        if (unknown.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < Math.max(value.size(), unknown.size()); i++) {
                list.add(withUnknown(value.path(i), unknown.path(i)));
            }
            return list;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(entry ->
                        object.set(entry.getKey(), withUnknown(entry.getValue(), unknown.path(entry.getKey()))));
        unknown.properties().forEach(entry -> {
            if (!object.has(entry.getKey()) && PlanValue.anyMarked(entry.getValue())) {
                object.set(entry.getKey(), withUnknown(MissingNode.getInstance(), entry.getValue()));
            }
        });
        return object;
    }

    /** Whether lists differ in more than one place: they may be sets, whose elements have no places. */
    private static boolean severalDiffer(JsonNode before, JsonNode after) {
        int different = 0;
        for (int i = 0; i < before.size(); i++) {
            different += PlanValue.same(before.get(i), after.get(i)) ? 0 : 1;
        }
        return different > 1;
    }

    /** Whether there is nothing to say of a part of a value alone: that it is secret, or forces a replacement. */
    private boolean isOne(AttributePath path, Side before, Side after) {
        return !PlanValue.anyMarked(before.secret)
                && !PlanValue.anyMarked(after.secret)
                && replacing.stream().noneMatch(one -> one.startsWith(path));
    }

    private static String show(JsonNode value, boolean hidden) {
        if (PlanValue.none(value)) {
            return null;
        }
        return hidden ? AttributeChange.SECRET : value.isTextual() ? value.asText() : value.toString();
    }
}
