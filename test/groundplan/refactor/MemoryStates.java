package groundplan.refactor;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.states.VersionedObject;
import groundplan.testing.MemoryObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** States in memory, as they are between runs. */
final class MemoryStates {
    final SortedMap<UnitPath, StateFile> stored = new TreeMap<>();
    final SortedMap<UnitPath, String> locks = new TreeMap<>();
    /** Whether a state may be written over one of another lineage, as with {@code -force}. */
    boolean overwritten;

    private final Map<UnitPath, MemoryObject> journals = new TreeMap<>();

    static UnitPath unit(String name) {
        return UnitPath.read("live/prod/" + name);
    }

    /**
     * Adds a state.
     *
     * @param resources its managed resources, each {@code address=id}, of type {@code terraform_data}, after {@code <-} with what it
     *     depends on
     */
    MemoryStates with(String unit, long serial, String... resources) {
        stored.put(unit(unit), state(unit, serial, resources));
        return this;
    }

    static StateFile state(String unit, long serial, String... resources) {
        List<String> entries = new ArrayList<>();
        for (String resource : resources) {
            String[] parts = resource.split("=|<-");
            String name = parts[0].replaceFirst(".*\\.", "").replaceFirst("\\[.*", "");
            String key = parts[0].endsWith("]") ? parts[0].replaceFirst(".*\\[(.*)]", "$1") : "";
            String module = parts[0].startsWith("module.") ? parts[0].replaceFirst("\\.terraform_data.*", "") : "";
            entries.add("{\"mode\": \"managed\", \"type\": \"terraform_data\", \"name\": \"" + name + "\""
                    + (module.isEmpty() ? "" : ", \"module\": \"" + module.replace("\"", "\\\"") + "\"")
                    + ", \"provider\": \"provider[\\\"terraform.io/builtin/terraform\\\"]\", \"instances\": [{"
                    + (key.isEmpty() ? "" : "\"index_key\": " + key + ", ")
                    + "\"schema_version\": 0, \"private\": \"bnVsbA==\", \"attributes\": {\"id\": \"" + parts[1] + "\"}"
                    + (parts.length > 2 ? ", \"dependencies\": [\"" + parts[2] + "\"]" : "") + "}]}");
        }
        return StateFile.parse(
                unit,
                "{\"version\": 4, \"terraform_version\": \"1.11.4\", \"serial\": " + serial + ", \"lineage\": \"of-"
                        + unit + "\", \"outputs\": {}, \"resources\": [" + String.join(",", entries) + "]}");
    }

    /** Every object by unit and address, with its id and what it depends on. */
    List<String> objects() {
        return objects(stored);
    }

    static List<String> objects(Map<UnitPath, StateFile> states) {
        List<String> objects = new ArrayList<>();
        states.forEach((unit, state) -> StateObject.in(unit, state)
                .forEach(object -> objects.add(unit.inEnvironment() + " " + object.address() + object.key() + "="
                        + object.id()
                        + (object.instance().path("dependencies").isEmpty()
                                ? ""
                                : "<-" + object.instance().path("dependencies")))));
        return objects.stream().sorted().toList();
    }

    /** The ids of all objects, each once. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        stored.forEach((unit, state) -> StateObject.in(unit, state).forEach(object -> ids.add(object.id())));
        return ids;
    }

    boolean clean() {
        return locks.isEmpty()
                && journals.values().stream().allMatch(journal -> journal.read().isEmpty());
    }

    /** The states of these units, for one run. */
    List<UnitState> open(Collection<UnitPath> units) {
        return units.stream().<UnitState>map(Opened::new).toList();
    }

    private final class Opened implements UnitState {
        private final UnitPath unit;

        Opened(UnitPath unit) {
            this.unit = unit;
        }

        @Override
        public UnitPath unit() {
            return unit;
        }

        @Override
        public String place() {
            return "memory of " + unit;
        }

        @Override
        public Optional<StateFile> read() {
            return Optional.ofNullable(stored.get(unit));
        }

        @Override
        public void write(StateFile state) {
            // As terraform state push does.
            StateFile now = stored.get(unit);
            if (now != null
                    && !overwritten
                    && !now.empty()
                    && (!now.lineage().equals(state.lineage()) || now.serial() >= state.serial())) {
                throw new AssertionError("state push refuses " + state.json() + " over " + now.json());
            }
            stored.put(unit, StateFile.parse(unit.toString(), TerraformJson.write(state.json())));
        }

        @Override
        public void delete() {
            stored.remove(unit);
        }

        @Override
        public Optional<String> lock(LockNote note) {
            String held = locks.putIfAbsent(unit, note.text(""));
            return Optional.ofNullable(held).filter(text -> !text.equals(note.text("")));
        }

        @Override
        public void unlock(LockNote note) {
            locks.remove(unit, note.text(""));
        }

        @Override
        public VersionedObject journal() {
            return new Named(unit, journals.computeIfAbsent(unit, path -> new MemoryObject()));
        }

        @Override
        public void close() {}
    }

    private record Named(UnitPath unit, MemoryObject object) implements VersionedObject {
        @Override
        public String place() {
            return "journal of " + unit;
        }

        @Override
        public Optional<Content> read() {
            return object.read();
        }

        @Override
        public Optional<String> write(String text, Optional<String> version) throws java.io.IOException {
            return object.write(text, version);
        }

        @Override
        public void delete() {
            object.delete();
        }
    }
}
