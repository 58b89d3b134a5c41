package groundplan.settings;

import groundplan.kernel.Regions;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that a unit's region can have the availability zones that its settings name. Which of them an account has, only AWS knows.
 */
final class ZoneChecks {
    private final String region;
    private final List<Problem> problems;

    ZoneChecks(String region, List<Problem> problems) {
        this.region = region;
        this.problems = problems;
    }

    /** Whether all zones below a value can exist; those that cannot are reported. */
    boolean check(Object value, Node node, String path) {
        Optional<String> letters = Regions.zoneLetters(region);
        int before = problems.size();
        letters.ifPresent(known -> descend(value, node, path, false, known));
        return problems.size() == before;
    }

    private void descend(Object value, Node node, String path, boolean zone, String letters) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> descend(present, node, path, zone, letters));
        } else if (value instanceof Record settings && node instanceof Node.Mapping mapping) {
            for (RecordShape.Key key : RecordShape.of(settings.getClass()).keys()) {
                boolean named = key.component().getAnnotation(Setting.class).form() == TextForm.ZONE;
                if (named || key.nests()) {
                    mapping.get(key.name())
                            .ifPresent(below ->
                                    descend(key.of(settings), below, Binder.join(path, key.name()), named, letters));
                }
            }
        } else if (value instanceof Map<?, ?> map && node instanceof Node.Mapping mapping) {
            map.forEach((key, entry) -> mapping.get((String) key)
                    .ifPresent(below -> descend(entry, below, Binder.join(path, (String) key), zone, letters)));
        } else if (value instanceof List<?> list && node instanceof Node.Sequence sequence) {
            for (int i = 0; i < list.size() && i < sequence.items().size(); i++) {
                descend(list.get(i), sequence.items().get(i), path + "[" + i + "]", zone, letters);
            }
        } else if (zone && value instanceof String letter && !letters.contains(letter)) {
            problems.add(new Problem(
                    node.mark(),
                    path,
                    region + " has no zone '" + letter + "' in any account; its zones are "
                            + String.join(", ", letters.split(""))));
        }
    }
}
