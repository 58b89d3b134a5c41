package groundplan.tree;

import groundplan.json.ContentHash;
import groundplan.plan.PlannableUnit;
import groundplan.terraform.InstalledModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a unit beside its configuration, such as templates and code, and the modules that it calls: digests of files by path, and
 * versions of modules that are not in the repository.
 */
public final class ModuleContent {
    private ModuleContent() {}

    /** The digests of a unit. */
    public static SortedMap<String, String> of(PlannableUnit unit) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        if (unit.files().isEmpty()) {
            return digests;
        }
        PlannableUnit.ModuleFiles files = unit.files().get();
        Path folder = files.top().resolve(files.folder());
        add(folder, folder, true, digests);
        for (InstalledModule module : files.modules()) {
            if (module.source().startsWith(".")) {
                add(folder, folder.resolve(module.folder()).normalize(), false, digests);
            } else {
                digests.put("module." + module.key(), module.source() + " " + module.version());
            }
        }
        return digests;
    }

    /** @param configured whether its configuration is compared by itself, and its folders of other units are no part of it */
    private static void add(Path unit, Path folder, boolean configured, SortedMap<String, String> digests)
            throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                boolean other = !inside.equals(folder)
                        && (inside.getFileName().toString().startsWith(".")
                                || Files.exists(inside.resolve("terragrunt.hcl"))
                                || configured && Files.exists(inside.resolve("main.tf.json")));
                return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                boolean left = name.startsWith(".")
                        || name.contains(".tfstate")
                        || name.endsWith(".hcl")
                        || configured
                                && name.equals("main.tf.json")
                                && file.getParent().equals(folder);
                if (!left && Files.isRegularFile(file)) {
                    digests.put(
                            unit.relativize(file).toString(),
                            ContentHash.sha256(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
