package groundplan.plan;

import groundplan.kernel.UnitPath;
import groundplan.states.TerraformVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The versions of providers that the lock files of units select. An apply of a unit uses those; a whole plan has one version of each
 * provider.
 *
 * @param units what is planned together
 */
record ProviderLocks(List<PlannableUnit> units) {
    private static final int NAMED = 3;

    /** The version of each provider, by its source: where units have several, the newest. */
    SortedMap<String, String> newest() {
        SortedMap<String, String> newest = new TreeMap<>();
        units.forEach(unit -> unit.locked()
                .forEach((source, version) ->
                        newest.merge(source, version, (one, other) -> TerraformVersions.newest(List.of(one, other)))));
        return newest;
    }

    /**
     * Tells of units whose lock files select another version than the one with which they are planned.
     *
     * @param installed the versions that are used, by the providers' sources
     * @param notes gets a sentence for each version, unless it has it
     */
    void tell(Map<String, String> installed, List<String> notes) {
        SortedMap<String, List<UnitPath>> others = new TreeMap<>();
        units.forEach(unit -> unit.locked().forEach((source, version) -> {
            String used = installed.getOrDefault(source, version);
            if (!used.equals(version)) {
                String what = source + " " + version + ", and the whole plan is made with " + used;
                others.computeIfAbsent(what, key -> new ArrayList<>()).add(unit.path());
            }
        }));
        others.forEach((what, paths) -> {
            String note = named(paths) + (paths.size() == 1 ? " locks " : " lock ") + what;
            if (!notes.contains(note)) {
                notes.add(note);
            }
        });
    }

    private static String named(List<UnitPath> paths) {
        String first = paths.stream().limit(NAMED).map(UnitPath::toString).collect(Collectors.joining(", "));
        return paths.size() > NAMED ? first + " and " + (paths.size() - NAMED) + " more" : first;
    }
}
