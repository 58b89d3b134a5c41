package groundplan.settings;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a file that is a list of records, each with its position. */
final class ListFile {
    private ListFile() {}

    /** An entry of the list. */
    record Item<R extends Record>(SourceLocation mark, R terms) {}

    /**
     * The valid entries of a file; none if there is no file.
     *
     * @param what what an entry is called in messages, with its article
     */
    static <R extends Record> List<Item<R>> read(
            Path file, String shown, Class<R> type, String what, List<Problem> problems) {
        List<Item<R>> found = new ArrayList<>();
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
                            .bind(type, mapping, "", Set.of())
                            .ifPresent(terms -> found.add(new Item<>(item.mark(), terms)));
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
