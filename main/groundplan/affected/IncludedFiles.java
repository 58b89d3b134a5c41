package groundplan.affected;

import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of a live tree that are in no unit's folder: {@code root.hcl}, which every unit includes, and what it reads, such as the
 * file that says where an environment keeps its states.
 *
 * @param texts their contents by path below the tree's folder
 */
record IncludedFiles(SortedMap<String, String> texts) {
    private static final String ROOT = "root.hcl";

    /** Not read on AWS, so a change of it affects no unit. */
    private static final String EMULATOR = "emulator.hcl";

    private static final List<String> ENDINGS = List.of(".hcl", ".yaml", ".yml", ".json", ".tfvars");
    private static final Pattern NAME = Pattern.compile("[\\w./-]++");

    IncludedFiles {
        SortedMap<String, String> read = new TreeMap<>(texts);
        read.keySet().removeIf(path -> !includes(path));
        texts = read;
    }

    /** Whether a file of the tree can be read by a unit that is in another folder. */
    static boolean includes(String path) {
        return ENDINGS.stream().anyMatch(path::endsWith)
                && !path.contains("/.")
                && !path.endsWith("/main.tf.json")
                && !path.endsWith("/terragrunt.hcl")
                && !path.endsWith(EMULATOR);
    }

    /** The region in which an environment keeps its states; that of most services if the tree does not say. */
    String stateRegion(String environment) {
        String region = locals(texts.getOrDefault(environment + "/env.hcl", "")).getOrDefault("state_region", "");
        return region.isEmpty() ? UnitContext.GLOBAL_REGION : region;
    }

    /** Which files that a unit reads differ in another tree, as texts for people. */
    List<String> differences(UnitPath unit, IncludedFiles now) {
        SortedMap<String, String> readers = new TreeMap<>(readBy(unit));
        readers.putAll(now.readBy(unit));
        List<String> found = new ArrayList<>();
        readers.forEach((path, reader) -> difference(path, now)
                .ifPresent(what -> found.add(LiveTree.FOLDER + "/" + path
                        + (path.equals(ROOT) ? ", which every unit includes, " : ", which " + reader + " reads, ")
                        + what)));
        return found;
    }

    private Optional<String> difference(String path, IncludedFiles now) {
        String before = texts.get(path);
        String after = now.texts.get(path);
        if (before == null || after == null) {
            return Optional.of(before == null ? "is new" : "is gone");
        }
        if (before.equals(after)) {
            return Optional.empty();
        }
        boolean generated = before.contains(LiveTree.MARK) && after.contains(LiveTree.MARK);
        if (!generated) {
            return Optional.of("changed");
        }
        // Their comments name the settings files; moving those changes nothing.
        SortedMap<String, String> old = locals(before);
        SortedMap<String, String> current = locals(after);
        SortedSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(current.keySet());
        String changed = names.stream()
                .filter(name -> !old.getOrDefault(name, "").equals(current.getOrDefault(name, "")))
                .map(name -> name + " " + old.getOrDefault(name, "null") + " -> " + current.getOrDefault(name, "null"))
                .collect(Collectors.joining(", "));
        return changed.isEmpty() ? Optional.empty() : Optional.of("changed: " + changed);
    }

    private static SortedMap<String, String> locals(String text) {
        SortedMap<String, String> found = new TreeMap<>();
        text.lines()
                .map(line -> line.split("=", 2))
                .filter(line -> line.length > 1)
                .forEach(line -> found.put(line[0].strip(), line[1].strip().replace("\"", "")));
        return found;
    }

    /** The files that a unit reads, directly or through others, each with the name of one that reads it. */
    private Map<String, String> readBy(UnitPath unit) {
        Map<String, String> readers = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        nearest(ROOT, unit).ifPresent(path -> {
            readers.put(path, "");
            open.add(path);
        });
        while (!open.isEmpty()) {
            String reader = open.remove();
            Matcher names = NAME.matcher(texts.get(reader));
            while (names.find()) {
                nearest(names.group(), unit)
                        .filter(path -> !readers.containsKey(path))
                        .ifPresent(path -> {
                            readers.put(path, reader.substring(reader.lastIndexOf('/') + 1));
                            open.add(path);
                        });
            }
        }
        return readers;
    }

    /** The file of this name in the nearest folder above the unit, as Terragrunt finds it. */
    private Optional<String> nearest(String name, UnitPath unit) {
        String plain = name.substring(name.startsWith("/") ? 1 : 0);
        String folder = unit.toString();
        while (true) {
            int end = folder.lastIndexOf('/');
            folder = folder.substring(0, Math.max(0, end));
            String path = folder.isEmpty() ? plain : folder + "/" + plain;
            if (texts.containsKey(path)) {
                return Optional.of(path);
            }
            if (folder.isEmpty()) {
                return Optional.empty();
            }
        }
    }
}
