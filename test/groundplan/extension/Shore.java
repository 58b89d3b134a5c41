package groundplan.extension;

import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;

/** The code of {@code test/groundplan/extension/shore}, whose files are no sources of the tests themselves. */
final class Shore {
    private static final String SOURCES = "test/groundplan/extension/shore";

    private Shore() {}

    /** The project with this code in its {@code modules/}. */
    static TempProject in(TempProject project) {
        Path from = Repository.root().resolve(SOURCES);
        for (Path file : Repository.files(SOURCES, "")) {
            project.with(from.relativize(file).toString().replaceFirst("\\.txt$", ""), Repository.text(file));
        }
        return project;
    }

    /** The number of the first line of a file that contains a text. */
    static int line(TempProject project, String file, String text) {
        List<String> lines = project.text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new AssertionError(file + " has no " + text);
    }
}
