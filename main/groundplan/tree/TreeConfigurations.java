package groundplan.tree;

import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of Terragrunt's configuration of a tree. */
final class TreeConfigurations {
    private final Mirror mirror;
    private final Path tree;
    private final List<String> problems;
    private final Map<Path, TreeFile> files = new HashMap<>();
    private final Set<TreeFile> linked = new HashSet<>();

    /**
     * @param tree the tree's folder in the copy
     * @param problems gets what is wrong
     */
    TreeConfigurations(Mirror mirror, Path tree, List<String> problems) {
        this.mirror = mirror;
        this.tree = tree;
        this.problems = problems;
    }

    /** Reads the files of units. */
    void read(List<FoundUnit> units) throws IOException {
        for (FoundUnit unit : units) {
            file(config(unit));
            if (Files.exists(beside(unit))) {
                file(beside(unit));
            }
            for (Map.Entry<String, Path> include : unit.includes().entrySet()) {
                // Terragrunt tells no path of one that its functions do not find.
                if (include.getValue().equals(tree)) {
                    problems.add(mirror.shown(config(unit).toString()) + ": include"
                            + (include.getKey().isEmpty() ? "" : " \"" + include.getKey() + "\"")
                            + ": the file that it names was not found");
                } else {
                    file(include.getValue());
                }
            }
        }
    }

    /** What a file that is only read makes of outputs is Terragrunt's own affair, and it has none before anything is applied. */
    void refuseRead(List<FoundUnit> units) throws IOException {
        for (FoundUnit unit : units) {
            for (Path path : unit.reading()) {
                // Terragrunt's list also has the files of other units, which it has looked into for another reason.
                if (path.toString().endsWith(".hcl")
                        && !path.endsWith("terragrunt.hcl")
                        && Files.isRegularFile(path)
                        && !files.containsKey(path)) {
                    try {
                        HclParser.body(SourceText.read(path, mirror.shown(path.toString())))
                                .blocks("dependency", 1)
                                .stream()
                                .filter(block -> DependencyBlock.of(block)
                                        .filter(DependencyBlock::onlyMocks)
                                        .isEmpty())
                                .forEach(block -> problems.add(block.range()
                                        + ": a file that is read with read_terragrunt_config cannot have a dependency in a whole plan; write"
                                        + " the dependency into " + unit.folder() + ", or include the file"));
                    } catch (InvalidHcl ofAnotherKind) {
                        // Such as a lock file: nothing that Terragrunt evaluates.
                    }
                }
            }
        }
    }

    /** Included files first: what a unit's file reads of their inputs depends on outputs if these do. */
    void link(List<FoundUnit> units) {
        for (FoundUnit unit : units) {
            Map<String, TreeFile> included = new TreeMap<>();
            unit.includes().forEach((name, path) -> {
                TreeFile file = files.get(path);
                if (file != null) {
                    link(file, Map.of(), Set.of());
                    included.put(name, file);
                }
            });
            Optional<TreeFile> beside = Optional.ofNullable(files.get(beside(unit)));
            beside.ifPresent(file -> link(file, Map.of(), Set.of()));
            link(
                    files.get(config(unit)),
                    included,
                    beside.map(TreeFile::inputNames).orElseGet(Set::of));
        }
    }

    private void link(TreeFile file, Map<String, TreeFile> included, Set<String> overridden) {
        if (file != null && linked.add(file)) {
            try {
                file.link(included, overridden);
            } catch (InvalidHcl invalid) {
                invalid.problems().forEach(problem -> problems.add(problem.toString()));
            }
        }
    }

    /**
     * Writes them as Terragrunt is to evaluate them.
     *
     * @param outside units of which only the place of the state is needed, also if they are excluded from plans
     */
    void rewrite(List<FoundUnit> outside) throws IOException {
        Set<Path> whole = outside.stream().map(this::config).collect(Collectors.toSet());
        for (Map.Entry<Path, TreeFile> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue().evaluated(whole.contains(file.getKey())));
        }
    }

    /** The file of a unit. */
    TreeFile own(FoundUnit unit) {
        return files.get(config(unit));
    }

    /** A file that a unit includes. */
    Optional<TreeFile> included(FoundUnit unit, String name) {
        return Optional.ofNullable(unit.includes().get(name)).map(files::get);
    }

    /** The files that a unit includes and takes over, in order, its own, and the one that its stack has put beside it. */
    List<TreeFile> merged(FoundUnit unit) {
        TreeFile own = own(unit);
        List<TreeFile> all = new ArrayList<>();
        own.includes().stream().filter(own::merges).forEach(name -> included(unit, name)
                .ifPresent(all::add));
        all.add(own);
        Optional.ofNullable(files.get(beside(unit))).ifPresent(all::add);
        return all;
    }

    /** The tree's folder in the copy. */
    Path tree() {
        return tree;
    }

    /** The folder of a unit in the copy. */
    Path folder(FoundUnit unit) {
        return config(unit).getParent();
    }

    /** What Terragrunt generates from {@code autoinclude}. */
    private Path beside(FoundUnit unit) {
        return config(unit).resolveSibling("terragrunt.autoinclude.hcl");
    }

    private Path config(FoundUnit unit) {
        return tree.resolve(unit.folder()).resolve("terragrunt.hcl").normalize();
    }

    private void file(Path path) throws IOException {
        if (files.containsKey(path)) {
            return;
        }
        if (!Files.isRegularFile(path)) {
            problems.add(mirror.shown(path.toString()) + ": a unit includes this, and it is no file");
            return;
        }
        try {
            TreeFile file = new TreeFile(SourceText.read(path, mirror.shown(path.toString())), files.size());
            file.problems().forEach(problem -> problems.add(problem.toString()));
            files.put(path, file);
        } catch (InvalidHcl invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
        }
    }
}
