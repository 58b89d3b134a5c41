package groundplan.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares two lists: elements with an identity by it, sets as sets, and everything else as sequences. */
final class ListComparison {
    private final DocumentComparison comparison;
    private final DocumentPath path;
    private final String name;

    /**
     * @param comparison compares elements and keeps what is found
     * @param name the key of the lists, which tells what they mean
     */
    ListComparison(DocumentComparison comparison, DocumentPath path, String name) {
        this.comparison = comparison;
        this.path = path;
        this.name = name;
    }

    /**
     * Compares lists.
     *
     * @param sets whether lists of plain values are sets
     */
    void of(List<ShownNode> before, List<ShownNode> after, boolean sets) {
        if (plain(before) && plain(after)) {
            if (sets || ListMeaning.isSet(name)) {
                set(before, after);
            } else {
                sequence(before, after);
            }
            return;
        }
        Optional<List<String>> identity =
                objects(before) && objects(after) ? ListMeaning.identity(before, after) : Optional.empty();
        if (identity.isPresent()) {
            identified(before, after, identity.get());
        } else if (sets) {
            unidentified(before, after, before, after);
        } else {
            sequence(before, after);
        }
    }

    private static boolean plain(List<ShownNode> list) {
        return list.stream().allMatch(element -> element.value().isValueNode());
    }

    private static boolean objects(List<ShownNode> list) {
        return list.stream().allMatch(element -> element.value().isObject());
    }

    private void set(List<ShownNode> before, List<ShownNode> after) {
        without(before, after).forEach(gone -> comparison.add(path, gone, ShownNode.NONE));
        without(after, before).forEach(added -> comparison.add(path, ShownNode.NONE, added));
    }

    /** The elements of a list that another one does not have as often. */
    private static List<ShownNode> without(List<ShownNode> list, List<ShownNode> other) {
        List<JsonNode> rest =
                new ArrayList<>(other.stream().map(ShownNode::value).toList());
        return list.stream().filter(element -> !rest.remove(element.value())).toList();
    }

    private void sequence(List<ShownNode> before, List<ShownNode> after) {
        for (SequenceDelta delta : SequenceDelta.between(values(before), values(after))) {
            List<ShownNode> gone = before.subList(delta.from(), delta.from() + delta.removed());
            List<ShownNode> added = after.subList(delta.to(), delta.to() + delta.added());
            if (!gone.isEmpty() && !added.isEmpty() && objects(gone) && objects(added)) {
                // It may be a set of blocks, whose elements have no places.
                unidentified(gone, added, before, after);
                continue;
            }
            for (int i = 0; i < Math.max(delta.removed(), delta.added()); i++) {
                boolean there = i < delta.removed();
                boolean stays = i < delta.added();
                comparison.compare(
                        path.element(there ? delta.from() + i : delta.to() + i),
                        name,
                        there ? before.get(delta.from() + i) : ShownNode.NONE,
                        stays ? after.get(delta.to() + i) : ShownNode.NONE);
            }
        }
    }

    private static List<JsonNode> values(List<ShownNode> list) {
        return list.stream().map(ShownNode::value).toList();
    }

    private void identified(List<ShownNode> before, List<ShownNode> after, List<String> keys) {
        int known = comparison.count();
        Map<String, ShownNode> old = byIdentity(before, keys);
        Map<String, ShownNode> now = byIdentity(after, keys);
        List<String> stayed = old.keySet().stream().filter(now::containsKey).toList();
        stayed.stream()
                .filter(id -> !old.get(id).value().equals(now.get(id).value()))
                .forEach(id -> comparison.compare(path.element(label(id, keys, now)), name, old.get(id), now.get(id)));
        List<ShownNode> gone = new ArrayList<>(rest(before, keys, now));
        List<ShownNode> added = new ArrayList<>(rest(after, keys, old));
        renamed(gone, added, keys);
        List<ShownNode> nameless = take(gone, keys);
        unidentified(nameless, take(added, keys), before, after);
        gone.forEach(
                one -> comparison.compare(path.element(label(one, keys)), name, one.besides(keys), ShownNode.NONE));
        added.forEach(
                one -> comparison.compare(path.element(label(one, keys)), name, ShownNode.NONE, one.besides(keys)));
        List<String> order = now.keySet().stream().filter(old::containsKey).toList();
        // Whether an attribute is a set is not known; a list that differs in nothing else is none.
        if (ListMeaning.ordered(name, keys)
                && !order.equals(stayed)
                && (comparison.inDocument() || comparison.count() == known)) {
            comparison.add(path.order(), labels(stayed, keys, old), labels(order, keys, now));
        }
    }

    /** Elements that differ in nothing but what identifies them. */
    private void renamed(List<ShownNode> gone, List<ShownNode> added, List<String> keys) {
        for (ShownNode one : List.copyOf(gone)) {
            Optional<ShownNode> other = added.stream()
                    .filter(candidate -> bare(candidate, keys).equals(bare(one, keys)))
                    .findFirst();
            other.ifPresent(found -> {
                comparison.compare(path.element(label(one, keys)), name, one, found);
                gone.remove(one);
                added.remove(found);
            });
        }
    }

    private static JsonNode bare(ShownNode element, List<String> keys) {
        return element.value() instanceof ObjectNode object ? object.deepCopy().without(keys) : element.value();
    }

    /**
     * Compares objects without an identity and without an order: equal ones, then those that have most in common.
     *
     * @param allBefore the list that they are in, which has their positions
     * @param allAfter the same after the change
     */
    private void unidentified(
            List<ShownNode> before, List<ShownNode> after, List<ShownNode> allBefore, List<ShownNode> allAfter) {
        List<ShownNode> gone = new ArrayList<>(without(before, after));
        for (ShownNode added : without(after, before)) {
            ShownNode nearest = ShownNode.NONE;
            long most = 0;
            for (ShownNode candidate : gone) {
                long common = inCommon(candidate, added);
                if (common > most) {
                    nearest = candidate;
                    most = common;
                }
            }
            gone.remove(nearest);
            comparison.compare(path.element(allAfter.indexOf(added)), name, nearest, added);
        }
        gone.forEach(one -> comparison.compare(path.element(allBefore.indexOf(one)), name, one, ShownNode.NONE));
    }

    private static long inCommon(ShownNode one, ShownNode other) {
        return one.names().stream()
                .filter(key -> one.value().path(key).equals(other.value().path(key)))
                .count();
    }

    private static List<ShownNode> rest(List<ShownNode> list, List<String> keys, Map<String, ShownNode> matched) {
        return list.stream()
                .filter(element -> ListMeaning.of(keys, element)
                        .filter(matched::containsKey)
                        .isEmpty())
                .toList();
    }

    /** Removes the elements without an identity from a list. */
    private static List<ShownNode> take(List<ShownNode> list, List<String> keys) {
        List<ShownNode> nameless = list.stream()
                .filter(element -> ListMeaning.of(keys, element).isEmpty())
                .toList();
        list.removeAll(nameless);
        return nameless;
    }

    private static Map<String, ShownNode> byIdentity(List<ShownNode> list, List<String> keys) {
        Map<String, ShownNode> found = new LinkedHashMap<>();
        list.forEach(element -> ListMeaning.of(keys, element).ifPresent(id -> found.put(id, element)));
        return found;
    }

    private static String label(String id, List<String> keys, Map<String, ShownNode> elements) {
        return label(elements.get(id), keys);
    }

    private static String labels(List<String> ids, List<String> keys, Map<String, ShownNode> elements) {
        return String.join(
                ", ", ids.stream().map(id -> label(id, keys, elements)).toList());
    }

    /** What identifies an element, as it may be shown. */
    private static String label(ShownNode element, List<String> keys) {
        return String.join(
                "/",
                keys.stream().map(key -> ListMeaning.at(key, element).text()).toList());
    }
}
