package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.PlanValue;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values that an argument has before and after a change, in each of the blocks that contain it. Blocks are matched by what they are
 * known by, such as their name, so that one that moves is still compared with itself.
 */
final class ArgumentPairs {
    /** A step that stands for any number of blocks. */
    private static final String ANYWHERE = "**";

    /** A step that stands for each key of a map. */
    private static final String EACH = "*";

    /** Arguments by which blocks are known, the best first. */
    private static final List<String> KNOWN_BY = List.of(
            "name",
            "id",
            "rule_name",
            "origin_id",
            "path_pattern",
            "log_type",
            "region_name",
            "device_name",
            "resource_arn",
            "mount_point",
            "priority",
            "rule_number",
            "port",
            "container_port",
            "key",
            "attribute_name");

    private final List<Pair> found = new ArrayList<>();

    private ArgumentPairs() {}

    /**
     * The values of one argument.
     *
     * @param path where it is, such as {@code origin[assets].custom_origin_config.origin_protocol_policy}
     */
    record Pair(String path, JsonNode was, JsonNode will) {}

    /** Two blocks that are the same one, by their positions in their lists. */
    private record Match(String path, int was, int will) {}

    /**
     * Those of a path. A block that is only there before or afterwards is passed over, unless it is the only one of its kind, and so is
     * what is known only during the apply.
     */
    static List<Pair> of(Argument argument, ResourceChange change) {
        ArgumentPairs pairs = new ArgumentPairs();
        pairs.walk(List.of(argument.path().split("\\.")), "", change.before(), change.after(), change.unknown());
        return pairs.found;
    }

    private void walk(List<String> steps, String path, JsonNode before, JsonNode after, JsonNode marks) {
        if (PlanValue.marked(marks)) {
            return;
        }
        if (steps.isEmpty()) {
            if (!PlanValue.anyMarked(marks)) {
                found.add(new Pair(path, before, after));
            }
            return;
        }
        JsonNode was = document(before);
        JsonNode will = document(after);
        if (was.isArray() && was.size() > 1 || will.isArray() && will.size() > 1) {
            match(was, will)
                    .forEach(pair -> walk(
                            steps, path + pair.path, was.get(pair.was), will.get(pair.will), marks.path(pair.will)));
            return;
        }
        descend(steps, path, only(was), only(will), only(marks));
    }

    private void descend(List<String> steps, String path, JsonNode was, JsonNode will, JsonNode marks) {
        String step = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        if (step.equals(EACH)) {
            was.properties()
                    .forEach(entry -> walk(
                            rest,
                            path + "[" + entry.getKey() + "]",
                            entry.getValue(),
                            will.path(entry.getKey()),
                            marks.path(entry.getKey())));
            return;
        }
        if (!step.equals(ANYWHERE)) {
            walk(rest, append(path, step), was.path(step), will.path(step), marks.path(step));
            return;
        }
        // An argument of this name here, or in any block that both have.
        if (was.isObject() && will.isObject()) {
            if (was.has(rest.get(0)) && will.has(rest.get(0))) {
                walk(rest, path, was, will, marks);
            }
            Set<String> names = new TreeSet<>();
            was.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (was.path(name).isContainerNode() && will.path(name).isContainerNode()) {
                    walk(steps, append(path, name), was.path(name), will.path(name), marks.path(name));
                }
            }
        }
    }

    private static String append(String path, String step) {
        return path.isEmpty() ? step : path + "." + step;
    }

    private static JsonNode only(JsonNode block) {
        return !block.isArray() ? block : block.isEmpty() ? MissingNode.getInstance() : block.get(0);
    }

    private static JsonNode document(JsonNode value) {
        if (!value.isTextual()
                || !value.asText().startsWith("{") && !value.asText().startsWith("[")) {
            return value;
        }
        try {
            return TerraformJson.readAny(value.asText());
        } catch (IllegalArgumentException noDocument) {
            return value;
        }
    }

    /** The positions of blocks of two lists that are the same one, each with its name in brackets. */
    private static List<Match> match(JsonNode before, JsonNode after) {
        Optional<String> by = KNOWN_BY.stream()
                .filter(name -> named(before, name) && named(after, name))
                .findFirst();
        List<Match> matches = new ArrayList<>();
        List<Integer> gone = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            left.add(i);
        }
        for (int i = 0; i < before.size(); i++) {
            JsonNode was = before.get(i);
            // Without a name they may be a set: those that did not change say nothing of the order.
            Optional<Integer> same = left.stream()
                    .filter(at -> by.map(
                                    name -> was.path(name).equals(after.get(at).path(name)))
                            .orElse(was.equals(after.get(at))))
                    .findFirst();
            same.ifPresent(at -> left.remove((Object) at));
            if (by.isPresent() && same.isPresent()) {
                matches.add(new Match("[" + was.path(by.get()).asText() + "]", i, same.get()));
            } else if (same.isEmpty()) {
                gone.add(i);
            }
        }
        if (by.isEmpty() && gone.size() == 1 && left.size() == 1) {
            matches.add(new Match("", gone.get(0), left.get(0)));
        }
        return matches;
    }

    /** Whether each block of a list has its own value of an argument. */
    private static boolean named(JsonNode list, String argument) {
        Set<String> names = new HashSet<>();
        for (JsonNode block : list) {
            String name = Argument.text(block.path(argument));
            if (name.isEmpty() || !names.add(name)) {
                return false;
            }
        }
        return list.isArray();
    }
}
