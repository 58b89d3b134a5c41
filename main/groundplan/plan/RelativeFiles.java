package groundplan.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that configurations name by paths relative to the folder in which Terraform runs, such as {@code file("policy.json")}. For a
 * unit alone that is the folder of its module; so the root module's folder has links to what is in these folders. Where two units have
 * something else by the same name there is none, and Terraform says that it does not exist.
 */
final class RelativeFiles {
    /** What Terraform or Terragrunt reads by itself, or makes. */
    private static final Pattern OTHERS = Pattern.compile("\\..*|.*\\.(tf|tf\\.json|tfvars|tfvars\\.json|tfstate|hcl)");

    private RelativeFiles() {}

    /**
     * Links them, and the folder that all modules with files of their own are below.
     *
     * @param folder the root module's folder
     */
    static void link(PlannableEnvironment environment, Path folder) throws IOException {
        Optional<Path> top = environment.top();
        if (top.isPresent()) {
            Files.createSymbolicLink(
                    folder.resolve(RootModule.SOURCES), top.get().toAbsolutePath());
        }
        SortedMap<String, List<Path>> found = new TreeMap<>();
        for (PlannableUnit unit : environment.units()) {
            if (unit.files().isPresent()) {
                Path module =
                        unit.files().get().top().resolve(unit.files().get().folder());
                try (Stream<Path> list = Files.list(module)) {
                    list.filter(file -> !OTHERS.matcher(file.getFileName().toString())
                                    .matches())
                            .forEach(file -> found.computeIfAbsent(
                                            file.getFileName().toString(), name -> new ArrayList<>())
                                    .add(file));
                }
            }
        }
        for (List<Path> files : found.values()) {
            Path link = folder.resolve(files.get(0).getFileName());
            boolean same = true;
            for (Path other : files) {
                same &= same(files.get(0), other);
            }
            if (same && !Files.exists(link)) {
                Files.createSymbolicLink(link, files.get(0).toAbsolutePath());
            }
        }
    }

    private static boolean same(Path first, Path other) throws IOException {
        if (first.equals(other)) {
            return true;
        }
        if (!Files.isDirectory(first) || !Files.isDirectory(other)) {
            return Files.isRegularFile(first) && Files.isRegularFile(other) && Files.mismatch(first, other) < 0;
        }
        List<String> names = names(first);
        if (!names.equals(names(other))) {
            return false;
        }
        for (String name : names) {
            if (!same(first.resolve(name), other.resolve(name))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            // Terragrunt lists in hidden files what it has copied.
            return list.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
