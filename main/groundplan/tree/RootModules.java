package groundplan.tree;

import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclBody;
import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The root modules of a folder: the folders in which Terraform is run. One has a {@code backend} block, a state or a lock file; or it
 * configures providers or has resources, no other module calls it, and it is not in a folder for modules, examples or tests.
 *
 * @param folders the root modules, absolute
 * @param others folders that no module calls, and that nothing shows to be root modules
 */
record RootModules(List<Path> folders, List<Path> others) {
    private static final Set<String> OTHER_PURPOSES =
            Set.of("modules", "module", "examples", "example", "tests", "test", "fixtures", "testdata");
    /** What Terraform leaves where it is run. */
    private static final List<String> TRACES = List.of(LockFile.NAME, "terraform.tfstate", "terraform.tfstate.d");

    /** What a folder with files of Terraform says about itself. */
    private record Candidate(boolean backend, boolean provider, boolean objects, SortedSet<Path> calls) {}

    /**
     * Finds them.
     *
     * @param tree a folder of a copy, without what Terraform keeps there
     * @param original where a folder of the copy is
     * @param shown names a file in messages
     * @param problems gets what cannot be read
     */
    static RootModules in(Path tree, UnaryOperator<Path> original, UnaryOperator<String> shown, List<String> problems)
            throws IOException {
        SortedMap<Path, Candidate> candidates = new TreeMap<>();
        for (Path folder : folders(tree)) {
            List<Path> files = ModuleFolder.sources(folder);
            if (!files.isEmpty()) {
                candidates.put(folder, candidate(folder, files, shown, problems));
            }
        }
        Set<Path> called = new TreeSet<>();
        candidates.values().forEach(candidate -> called.addAll(candidate.calls()));
        SortedSet<Path> roots = new TreeSet<>();
        SortedSet<Path> others = new TreeSet<>();
        candidates.forEach((folder, candidate) -> {
            if (candidate.backend() || isRoot(tree, folder, original.apply(folder), candidate, called)) {
                roots.add(folder);
            } else if (!called.contains(folder)) {
                others.add(folder);
            }
        });
        roots.stream()
                .filter(called::contains)
                .forEach(
                        folder -> problems.add(
                                shown.apply(folder.toString())
                                        + " has a backend, and is a module that another module calls: in a whole plan it can only be one of them"));
        return new RootModules(List.copyOf(roots), List.copyOf(others));
    }

    private static boolean isRoot(Path tree, Path folder, Path original, Candidate candidate, Set<Path> called) {
        if (called.contains(folder)) {
            return false;
        }
        if (TRACES.stream().anyMatch(trace -> Files.exists(original.resolve(trace)))) {
            return true;
        }
        for (Path name : tree.relativize(folder)) {
            if (OTHER_PURPOSES.contains(name.toString())) {
                return false;
            }
        }
        return candidate.provider() || candidate.objects();
    }

    private static List<Path> folders(Path tree) throws IOException {
        SortedSet<Path> found = new TreeSet<>();
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean hidden =
                        !folder.equals(tree) && folder.getFileName().toString().startsWith(".");
                // Units of Terragrunt are planned without --plain.
                boolean other = Files.exists(folder.resolve("terragrunt.hcl"));
                if (!hidden && !other) {
                    found.add(folder);
                }
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(found);
    }

    private static Candidate candidate(
            Path folder, List<Path> files, UnaryOperator<String> shown, List<String> problems) throws IOException {
        boolean backend = false;
        boolean provider = false;
        boolean objects = false;
        SortedSet<Path> calls = new TreeSet<>();
        for (Path file : files) {
            try {
                HclBody body = HclParser.file(SourceText.read(file, shown.apply(file.toString())));
                for (HclBlock settings : body.blocks("terraform", 0)) {
                    backend |= !settings.body().blocks("backend", 1).isEmpty()
                            || !settings.body().blocks("cloud", 0).isEmpty();
                }
                provider |= !body.blocks("provider", 1).isEmpty();
                objects |= !body.blocks("resource", 2).isEmpty()
                        || !body.blocks("data", 2).isEmpty();
                for (HclBlock module : body.blocks("module", 1)) {
                    objects = true;
                    local(module)
                            .ifPresent(
                                    source -> calls.add(folder.resolve(source).normalize()));
                }
            } catch (InvalidHcl invalid) {
                invalid.problems().forEach(problem -> problems.add(problem.toString()));
            }
        }
        return new Candidate(backend, provider, objects, calls);
    }

    private static Optional<String> local(HclBlock module) {
        return module.body()
                .attribute("source")
                .map(HclAttribute::expression)
                .flatMap(JsonExpressions::value)
                .map(source -> source.asText())
                .filter(source -> source.startsWith("./") || source.startsWith("../"));
    }
}
