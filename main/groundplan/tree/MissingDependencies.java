package groundplan.tree;

import groundplan.hcl.HclBlock;
import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Dependencies on folders in which there is no unit.
 *
 * @param tree the tree's folder in the copy
 * @param found the units that were found
 */
record MissingDependencies(Mirror mirror, Path tree, List<FoundUnit> found) {
    /**
     * What to say of one: where it is written, as far as that can be seen.
     *
     * @param folder its folder below the tree's
     */
    List<String> of(String folder) throws IOException {
        List<String> problems = new ArrayList<>();
        Path missing = tree.resolve(folder).normalize();
        for (FoundUnit unit : found) {
            if (unit.dependencies().contains(folder)) {
                problems.add(place(unit, missing) + ": it depends on " + what(missing));
            }
        }
        return problems;
    }

    private String what(Path missing) {
        if (!missing.startsWith(mirror.copy())) {
            return mirror.original().resolve(mirror.copy().relativize(missing)).normalize()
                    + ", which is outside of the repository " + mirror.original()
                    + ", and a whole plan reads nothing there; give the value to the unit as an input";
        }
        return mirror.shown(missing.toString()) + ", and there is no terragrunt.hcl"
                + (missing.toString().contains("/.terragrunt-stack")
                        ? "; if a stack generates it, run terragrunt stack generate there"
                        : "");
    }

    private String place(FoundUnit unit, Path missing) throws IOException {
        Path own = tree.resolve(unit.folder()).resolve("terragrunt.hcl").normalize();
        for (Path file : Stream.concat(Stream.of(own), unit.includes().values().stream())
                .filter(Files::isRegularFile)
                .toList()) {
            try {
                for (HclBlock block : HclParser.body(SourceText.read(file, mirror.shown(file.toString())))
                        .blocks(OutputRules.DEPENDENCY, 1)) {
                    String end = "/" + missing.getFileName() + "\"";
                    if (DependencyBlock.of(block)
                            .filter(one -> one.configPath().range().text().endsWith(end))
                            .isPresent()) {
                        return block.range().toString();
                    }
                }
            } catch (InvalidHcl unreadable) {
                // Whoever reads it says so.
            }
        }
        return mirror.shown(own.toString());
    }
}
