package groundplan.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What differs between two versions of an environment's settings files, key by key. */
public final class SettingChanges {
    private SettingChanges() {}

    /**
     * The changed keys of the files that an environment is read from. A map that is new or gone is one change; so is a list.
     *
     * @param before the folder of the earlier version of the project; only its settings have to be there
     * @param now the project's folder
     * @param system the system
     * @param environment the environment's name
     */
    public static List<SettingChange> between(Path before, Path now, String system, String environment) {
        Path folder = Path.of(SettingsTree.FOLDER, system);
        List<SettingChange> found = new ArrayList<>();
        Set<Path> files = new TreeSet<>(Set.of(folder.resolve(SettingsTree.SYSTEM_FILE)));
        for (Path root : List.of(before, now)) {
            Path own = root.resolve(folder).resolve(environment);
            if (Files.isDirectory(own)) {
                SettingsFolder.files(own).stream()
                        .filter(file -> file.toString().endsWith(".yaml"))
                        .map(root::relativize)
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            String name = file.toString().replace('\\', '/');
            walk(name, List.of(), read(before.resolve(file), name), read(now.resolve(file), name), null, found);
        }
        return found;
    }

    private static Optional<Node> read(Path file, String name) {
        return Files.isRegularFile(file)
                ? YamlFile.read(file, name, new ArrayList<>()).map(Node.class::cast)
                : Optional.empty();
    }

    private static void walk(
            String file,
            List<String> keys,
            Optional<Node> before,
            Optional<Node> now,
            SourceLocation key,
            List<SettingChange> found) {
        if (before.isEmpty() && now.isEmpty()
                || before.isPresent() && now.isPresent() && Node.same(before.get(), now.get())) {
            return;
        }
        if (before.orElse(null) instanceof Node.Mapping old && now.orElse(null) instanceof Node.Mapping current) {
            Set<String> names = new TreeSet<>(old.entries().keySet());
            names.addAll(current.entries().keySet());
            for (String name : names) {
                List<String> below = new ArrayList<>(keys);
                below.add(name);
                Node.Entry entry =
                        current.entries().getOrDefault(name, old.entries().get(name));
                walk(file, below, old.get(name), current.get(name), entry.mark(), found);
            }
            return;
        }
        found.add(new SettingChange(
                file,
                keys,
                before,
                now,
                key == null ? now.or(() -> before).orElseThrow().mark() : key));
    }

    /**
     * Undoes changes while settings are read: takes a file's name and content.
     *
     * @param changes the changes to undo
     */
    static BiFunction<String, Node.Mapping, Node.Mapping> undoing(List<SettingChange> changes) {
        return (file, content) -> {
            Node.Mapping edited = content;
            for (SettingChange change : changes) {
                if (change.file().equals(file) && !change.keys().isEmpty()) {
                    edited = with(edited, change.keys(), change.before());
                }
            }
            return edited;
        };
    }

    private static Node.Mapping with(Node.Mapping map, List<String> keys, Optional<Node> value) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(map.entries());
        String key = keys.get(0);
        Node.Entry old = entries.get(key);
        SourceLocation mark = old == null ? map.mark() : old.mark();
        if (keys.size() > 1) {
            Node.Mapping inner =
                    old != null && old.value() instanceof Node.Mapping below ? below : Node.Mapping.empty(map.mark());
            entries.put(key, new Node.Entry(mark, with(inner, keys.subList(1, keys.size()), value)));
        } else if (value.isPresent()) {
            entries.put(key, new Node.Entry(mark, value.get()));
        } else {
            entries.remove(key);
        }
        return new Node.Mapping(map.mark(), entries, map.overrode());
    }
}
