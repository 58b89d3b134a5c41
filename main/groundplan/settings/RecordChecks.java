package groundplan.settings;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the checks that concern several values of a record, and reports problems at the keys in the files. */
final class RecordChecks {
    private final List<Problem> problems;

    RecordChecks(List<Problem> problems) {
        this.problems = problems;
    }

    /** Checks a value and everything below it. */
    void check(Object value, Node node, String path) {
        if (value instanceof Record bound && node instanceof Node.Mapping mapping) {
            if (bound instanceof Checked checked) {
                Check check = (key, problem) ->
                        problems.add(new Problem(Binder.find(mapping, key), Binder.join(path, key), problem));
                try {
                    checked.check(check);
                } catch (RuntimeException e) {
                    // A check that fails itself must not hide the other problems.
                    problems.add(new Problem(mapping.mark(), path, "cannot be checked: " + CodeLocation.told(e)));
                }
            }
            for (RecordShape.Key key : RecordShape.of(bound.getClass()).keys()) {
                mapping.get(key.name()).ifPresent(below -> check(key.of(bound), below, Binder.join(path, key.name())));
            }
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> check(present, node, path));
        } else if (value instanceof Map<?, ?> map && node instanceof Node.Mapping mapping) {
            map.forEach((key, entry) ->
                    mapping.get((String) key).ifPresent(below -> check(entry, below, Binder.join(path, (String) key))));
        } else if (value instanceof List<?> list && node instanceof Node.Sequence sequence) {
            for (int i = 0; i < list.size() && i < sequence.items().size(); i++) {
                check(list.get(i), sequence.items().get(i), path + "[" + i + "]");
            }
        }
    }
}
