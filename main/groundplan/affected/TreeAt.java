package groundplan.affected;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.synth.TerraformJson;
import groundplan.tools.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The live tree at one moment. It is committed and equals what synthesis writes, so two of them can be compared without
 * running the generator of either.
 *
 * @param units the units' configurations
 * @param shared the hand-written file that every unit includes
 */
public record TreeAt(SortedMap<UnitPath, ObjectNode> units, String shared) {
  private static final String MAIN = "/main.tf.json";

  /** The tree of the working folder. */
  public static TreeAt working(Path root) throws IOException {
    Path tree = root.resolve(LiveTree.FOLDER);
    SortedMap<UnitPath, ObjectNode> units = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(tree)) {
      files = walk.filter(file -> file.toString().endsWith(MAIN) && !file.toString().contains(".terragrunt-cache")).toList();
    }
    for (Path file : files) {
      units.put(UnitPath.parse(tree.relativize(file.getParent()).toString().replace('\\', '/')),
          parse(Files.readString(file)));
    }
    return new TreeAt(units, Files.readString(tree.resolve("root.hcl")));
  }

  /**
   * The tree of a commit.
   *
   * @throws IOException when Git does not know the commit
   */
  public static TreeAt commit(Path root, String commit) throws IOException {
    SortedMap<UnitPath, ObjectNode> units = new TreeMap<>();
    String prefix = LiveTree.FOLDER + "/";
    List<String> paths = git(root, "ls-tree", "-r", "--name-only", commit, "--", prefix).lines().toList();
    for (String path : paths) {
      if (path.endsWith(MAIN)) {
        units.put(UnitPath.parse(path.substring(prefix.length(), path.length() - MAIN.length())),
            parse(git(root, "show", commit + ":" + path)));
      }
    }
    return new TreeAt(units, paths.contains(prefix + "root.hcl") ? git(root, "show", commit + ":" + prefix
        + "root.hcl") : "");
  }

  /** The commit that the working folder's branch and another one have in common. */
  public static String mergeBase(Path root, String reference) throws IOException {
    return git(root, "merge-base", "HEAD", reference).strip();
  }

  private static ObjectNode parse(String text) {
    ObjectNode json = TerraformJson.read(text);
    // It names the settings files; moving those changes nothing.
    json.remove("//");
    return json;
  }

  private static String git(Path root, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Child.Result result = new Child(command, root, Map.of("GIT_TERMINAL_PROMPT", "0")).results();
    if (result.exit() != 0) {
      throw new IOException("git " + String.join(" ", arguments) + ": " + result.output().strip());
    }
    return result.output();
  }
}
