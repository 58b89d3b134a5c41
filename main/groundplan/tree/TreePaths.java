package groundplan.tree;

import groundplan.kernel.UnitPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths of units.
 *
 * @param repository the root of the repository
 * @param tree the tree's folder
 */
record TreePaths(Path repository, Path tree) {
    /**
     * The path of a unit; one outside of the tree, or that is the tree, is named by its folder in the repository.
     *
     * @param folder its folder below the tree's, with {@code /}
     */
    UnitPath of(String folder) {
        if (folder.startsWith("..") || folder.equals(".") || folder.isEmpty()) {
            List<String> names = new ArrayList<>();
            repository.relativize(tree.resolve(folder).normalize()).forEach(name -> names.add(name.toString()));
            names.removeIf(String::isEmpty);
            while (names.size() < 3) {
                names.add(0, repository.getFileName().toString());
            }
            return UnitPath.inTree(names.get(0), names.get(1), String.join("/", names.subList(2, names.size())));
        }
        Path parent = tree.getParent();
        String system = parent == null || parent.getFileName() == null
                ? "tree"
                : parent.getFileName().toString();
        return UnitPath.inTree(system, tree.getFileName().toString(), folder);
    }
}
