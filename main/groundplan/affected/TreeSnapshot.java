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

/**
 * The live tree at one moment. It is committed and equals what synthesis writes, so that of a commit can be compared without
 * running the generator that wrote it.
 *
 * @param units the units' configurations
 * @param shared the hand-written file that every unit includes
 */
public record TreeSnapshot(SortedMap<UnitPath, ObjectNode> units, String shared) {
    private static final String MAIN = "/main.tf.json";

    /**
     * The tree as the settings generate it now, regardless of the files on disk.
     *
     * @param documents all units
     */
    public static TreeSnapshot synthesized(Path root, List<EnvironmentModel> environments, List<UnitDocument> documents)
            throws IOException {
        SortedMap<UnitPath, ObjectNode> units = new TreeMap<>();
        LiveTree.files(environments, documents).forEach((path, text) -> {
            if (path.endsWith(MAIN)) {
                units.put(UnitPath.parse(path.substring(0, path.length() - MAIN.length())), parse(text));
            }
        });
        Path shared = root.resolve(LiveTree.FOLDER).resolve("root.hcl");
        return new TreeSnapshot(units, Files.exists(shared) ? Files.readString(shared) : "");
    }

    /**
     * The tree of a commit.
     *
     * @throws IOException when Git does not know the commit
     */
    public static TreeSnapshot commit(Path root, String commit) throws IOException {
        SortedMap<UnitPath, ObjectNode> units = new TreeMap<>();
        GitFolder git = new GitFolder(root);
        String prefix = LiveTree.FOLDER + "/";
        List<String> paths = git.files(commit, LiveTree.FOLDER);
        for (String path : paths) {
            if (path.endsWith(MAIN)) {
                units.put(
                        UnitPath.parse(path.substring(prefix.length(), path.length() - MAIN.length())),
                        parse(git.text(commit, path)));
            }
        }
        return new TreeSnapshot(
                units, paths.contains(prefix + "root.hcl") ? git.text(commit, prefix + "root.hcl") : "");
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
