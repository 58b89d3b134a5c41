package groundplan.e2e;

import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of a tree, as somebody would make it.
 *
 * @param name what changes, in words
 * @param steps what is done
 */
record TreeEdit(String name, List<Step> steps) {
    /** What is done with a tree. */
    @FunctionalInterface
    interface Step {
        void in(HandwrittenTree tree) throws IOException;
    }

    static TreeEdit of(String name) {
        return new TreeEdit(name, List.of());
    }

    TreeEdit and(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new TreeEdit(name, List.copyOf(all));
    }

    /** Also replaces a text that stands once in a file. */
    TreeEdit replacing(String file, String from, String to) {
        return and(tree -> {
            Path path = tree.root().resolve(file);
            String text = Files.readString(path);
            int first = text.indexOf(from);
            if (first < 0 || text.indexOf(from, first + 1) >= 0) {
                throw new AssertionError("'" + name + "': this text must stand once in " + file + ":\n" + from);
            }
            Files.writeString(path, text.replace(from, to));
        });
    }

    /** Also writes a file. */
    TreeEdit writing(String file, String text) {
        return and(tree -> {
            Path path = tree.root().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        });
    }

    /** Also deletes a folder. */
    TreeEdit deleting(String folder) {
        return and(tree -> TestFiles.delete(tree.root().resolve(folder)));
    }

    /** Also marks an object as tainted. */
    TreeEdit tainting(String unit, String address) {
        return and(tree -> tree.taint(unit, address));
    }
}
