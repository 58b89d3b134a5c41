package groundplan.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        Node node;
        try {
            node = YamlFile.parseValue(Files.readString(file, StandardCharsets.UTF_8), shown, problems);
        } catch (IOException e) {
            problems.add(new Problem(
                    new SourceLocation(shown, 0, 0), "", "cannot be read as UTF-8 text: " + e.getMessage()));
            return found;
        }
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
