package groundplan.tree;

import groundplan.files.TextFile;
import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a repository in which a tree can be prepared: Terragrunt writes its cache and generated files into it, and nothing into
 * the repository.
 *
 * @param original the root of the repository, or of what stands for it
 * @param copy the root of the copy
 */
record Mirror(Path original, Path copy) {
    /** What Terragrunt and Terraform make again, and what Git keeps for itself. */
    private static final Set<String> LEFT_OUT =
            Set.of(".git", ".terragrunt-cache", ".terraform", ".groundplan", "node_modules");

    /** Files above this size, in bytes, are linked: no configuration is that long. */
    private static final long LINKED = 1 << 20;

    /**
     * Copies the repository that a folder is in; without Git, the folder above the given one.
     *
     * @param tree the tree's folder, an absolute path
     * @param into an empty folder
     */
    static Mirror of(Path tree, Path into) throws IOException {
        Path root = checkout(tree);
        boolean git = root != null;
        Path original = git ? root : tree.getParent();
        copy(original, into, tree);
        Mirror mirror = new Mirror(original, into);
        if (git) {
            mirror.keepHistory();
        }
        return mirror;
    }

    /** Gives the copy the history of the repository. */
    void keepHistory() throws IOException {
        Path repository = original.resolve(".git");
        TextFile.write(
                copy.resolve(".git"),
                Files.isDirectory(repository) ? "gitdir: " + repository + "\n" : Files.readString(repository));
    }

    /**
     * Copies a commit of the repository that a folder is in, as if it was what is in the repository now.
     *
     * @param tree the tree's folder, an absolute path
     * @param into an empty folder
     */
    static Mirror of(Path tree, Path into, String commit) throws IOException {
        Path root = checkout(tree);
        if (root == null) {
            throw new UnreadableTree(List.of(tree + " is in no Git repository"));
        }
        // An index of its own, so that nothing in the repository changes.
        Map<String, String> index =
                Map.of("GIT_INDEX_FILE", into.resolveSibling("index").toString());
        for (List<String> command : List.of(
                List.of("git", "read-tree", commit),
                List.of("git", "checkout-index", "--all", "--quiet", "--prefix=" + into + "/"))) {
            ProcessRunner.Result result = new ProcessRunner(command, root, index).quietly();
            if (result.exit() != 0) {
                throw new IOException(
                        String.join(" ", command) + ": " + result.output().strip());
            }
        }
        Mirror mirror = new Mirror(root, into);
        mirror.keepHistory();
        return mirror;
    }

    /** The root of the checkout that a folder is in; null if it is in none. */
    private static Path checkout(Path tree) {
        Path root = tree;
        while (root != null && !Files.exists(root.resolve(".git"))) {
            root = root.getParent();
        }
        return root;
    }

    private static void copy(Path from, Path to, Path tree) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.startsWith(tree) && isGenerated(folder)
                        || !folder.equals(from)
                                && LEFT_OUT.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                if (attributes.isSymbolicLink()) {
                    Files.createSymbolicLink(/* link= */ target, /* target= */ Files.readSymbolicLink(file));
                } else if (attributes.size() > LINKED) {
                    Files.createSymbolicLink(target, file);
                } else if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    Files.copy(file, target);
                    writable(target);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Units that Terragrunt generates of a stack, and will again. It never deletes those that the stack no longer has. */
    private static boolean isGenerated(Path folder) {
        return folder.endsWith(".terragrunt-stack") && Files.exists(folder.resolveSibling(TreeReader.STACK));
    }

    /** A copy has the permissions of the file, which nobody may be allowed to write. */
    private static void writable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.add(PosixFilePermission.OWNER_WRITE)) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    /** Where something of the repository is in the copy. */
    Path copied(Path file) {
        return copy.resolve(original.relativize(file).toString());
    }

    /** A text in which paths of the copy are those of the repository. */
    String told(String text) {
        return text.replace(copy.toString(), original.toString());
    }

    /** A path of the copy as messages name it: below the repository. */
    String shown(String path) {
        return original.relativize(Path.of(told(path))).toString();
    }
}
