package groundplan.settings;

import groundplan.kernel.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a file of moves: a list, each entry with {@code from} and {@code to}. */
public final class MovesFile {
    private MovesFile() {}

    /**
     * An entry.
     *
     * @param from what is moved
     * @param to its new place
     * @param fromMark the position of {@code from}
     * @param toMark the position of {@code to}
     */
    public record MoveEntry(String from, String to, SourceLocation fromMark, SourceLocation toMark) {}

    /** The keys of an entry. */
    record MoveTerms(
            @Setting("What is moved: a unit, or <unit>:<address>; one * in the address matches anything.") String from,
            @Setting("Its new place: a unit, or <unit>:<address>; * stands for what it matched in from.") String to) {}

    /**
     * The entries of a file.
     *
     * @param shown the file's name in messages
     * @throws InvalidSettings when anything in it is wrong
     */
    public static List<MoveEntry> read(Path file, String shown) throws InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        List<MoveEntry> entries = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            Node node = SettingsText.read(file, shown, problems)
                    .map(text -> YamlFile.parseValue(text, shown, problems))
                    .orElse(null);
            if (node instanceof Node.Sequence list) {
                list.items().forEach(item -> entry(item, problems, entries));
            } else if (node != null) {
                problems.add(new Problem(
                        node.mark(), "", "expected a list, each entry with from and to, found " + node.describe()));
            }
        } else {
            problems.add(new Problem(new SourceLocation(shown, 0, 0), "", "there is no such file"));
        }
        if (problems.isEmpty() && entries.isEmpty()) {
            problems.add(new Problem(
                    new SourceLocation(shown, 0, 0), "", "is empty; expected a list, each entry with from and to"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems, "in the moves");
        }
        return entries;
    }

    private static void entry(Node item, List<Problem> problems, List<MoveEntry> entries) {
        if (item instanceof Node.Mapping mapping) {
            new Binder(problems)
                    .bind(MoveTerms.class, mapping, "", Set.of())
                    .ifPresent(terms -> entries.add(new MoveEntry(
                            terms.from(),
                            terms.to(),
                            mapping.entries().get("from").value().mark(),
                            mapping.entries().get("to").value().mark())));
        } else {
            problems.add(new Problem(item.mark(), "", "expected from and to, found " + item.describe()));
        }
    }
}
