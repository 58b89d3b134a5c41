package groundplan.affected;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.git.GitFolder;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The live tree at one moment. It is committed and equals what synthesis writes, so that of a commit can be compared without
 * running the generator that wrote it.
 *
 * @param units the units' configurations
 * @param included the files that units include and read, which are in no unit's folder
 */
public record TreeSnapshot(SortedMap<UnitPath, ObjectNode> units, IncludedFiles included) {
    private static final String MAIN = "/main.tf.json";

    /** A tree without units. */
    public static TreeSnapshot empty() {
        return new TreeSnapshot(new TreeMap<>(), new IncludedFiles(new TreeMap<>()));
    }

    /**
     * The tree as the settings generate it now, regardless of the files on disk.
     *
     * @param documents all units
     */
    public static TreeSnapshot synthesized(Path root, List<EnvironmentModel> environments, List<UnitDocument> documents)
            throws IOException {
        SortedMap<UnitPath, ObjectNode> units = new TreeMap<>();
        SortedMap<String, String> included = written(root.resolve(LiveTree.FOLDER));
        LiveTree.files(environments, documents).forEach((path, text) -> {
            if (path.endsWith(MAIN)) {
                units.put(UnitPath.parse(path.substring(0, path.length() - MAIN.length())), parse(text));
            } else if (IncludedFiles.includes(path)) {
                included.put(path, text);
            }
        });
        return new TreeSnapshot(units, new IncludedFiles(included));
    }

    /** The files on disk that were written by hand. */
    private static SortedMap<String, String> written(Path tree) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(tree)) {
            return found;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(tree)) {
            files = walk.filter(file -> IncludedFiles.includes(
                            tree.relativize(file).toString().replace('\\', '/')))
                    .filter(Files::isRegularFile)
                    .toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            if (!text.contains(LiveTree.MARK)) {
                found.put(tree.relativize(file).toString().replace('\\', '/'), text);
            }
        }
        return found;
    }

    /**
     * The tree of a commit.
     *
     * @throws IOException when Git does not know the commit
     */
    public static TreeSnapshot commit(Path root, String commit) throws IOException {
        SortedMap<UnitPath, ObjectNode> units = new TreeMap<>();
        SortedMap<String, String> included = new TreeMap<>();
        GitFolder git = new GitFolder(root);
        String prefix = LiveTree.FOLDER + "/";
        List<String> paths = git.files(commit, LiveTree.FOLDER);
        for (String path : paths) {
            if (path.endsWith(MAIN)) {
                units.put(
                        UnitPath.parse(path.substring(prefix.length(), path.length() - MAIN.length())),
                        parse(git.text(commit, path)));
            } else if (IncludedFiles.includes(path)) {
                included.put(path.substring(prefix.length()), git.text(commit, path));
            }
        }
        return new TreeSnapshot(units, new IncludedFiles(included));
    }

    /** The merge base of {@code HEAD} and another commit. */
    public static String mergeBase(Path root, String reference) throws IOException {
        return new GitFolder(root).mergeBase(reference);
    }

    private static ObjectNode parse(String text) {
        ObjectNode json = TerraformJson.read(text);
        // The comment names the settings files; moving those changes no resource.
        json.remove("//");
        return json;
    }
}
