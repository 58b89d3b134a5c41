package groundplan.settings;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A kind of file that lists what a system accepts until a date: allowances, or known drift.
 *
 * @param name the file's name, in the folder of the system
 * @param terms the keys of an entry
 * @param what what an entry is called in messages, with its article
 * @param entry makes an entry of its position and its keys
 */
record AcceptedFile<R extends Record, E extends AcceptedFile.AcceptedEntry>(
        String name, Class<R> terms, String what, BiFunction<SourceLocation, R, E> entry) {

    /** An entry of such a file. */
    interface AcceptedEntry {
        /** Its position in the file. */
        SourceLocation mark();

        /** The units that it applies to; * matches anything. */
        String units();
    }

    /** The path of a system's file, relative to the project. */
    String shown(String system) {
        return SettingsTree.FOLDER + "/" + system + "/" + name;
    }

    /**
     * The entries of a file; none if there is no file.
     *
     * @throws InvalidSettings when anything in the file is wrong
     */
    List<E> read(Path file, String shown) throws InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        List<E> found = read(file, shown, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return found;
    }

    /** Reports the problems of a system's file; none if there is no file. */
    void check(Path file, String shown, String system, Collection<String> environments, List<Problem> problems) {
        for (E one : read(file, shown, problems)) {
            if (environments.stream().noneMatch(name -> AcceptedUntil.concerns(one.units(), system + "/" + name))) {
                problems.add(
                        new Problem(one.mark(), "unit", "'" + one.units() + "' matches no environment of " + system));
            }
        }
    }

    /** The valid entries of a file. */
    private List<E> read(Path file, String shown, List<Problem> problems) {
        List<E> found = new ArrayList<>();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        Node node = SettingsText.read(file, shown, problems)
                .map(text -> YamlFile.parseValue(text, shown, problems))
                .orElse(null);
        if (node instanceof Node.Sequence list) {
            for (Node item : list.items()) {
                if (item instanceof Node.Mapping mapping) {
                    new Binder(problems)
                            .bind(terms, mapping, "", Set.of())
                            .ifPresent(bound -> found.add(entry.apply(item.mark(), bound)));
                } else {
                    problems.add(new Problem(item.mark(), "", "expected " + what + ", found " + item.describe()));
                }
            }
        } else if (node != null) {
            problems.add(
                    new Problem(node.mark(), "", "expected a list, each entry " + what + ", found " + node.describe()));
        }
        return found;
    }
}
