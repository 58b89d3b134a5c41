package groundplan.terraform;

import groundplan.json.ContentHash;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mirror of Terraform's registry as one of OpenTofu's. Both registries have the same packages of the providers, under host names of
 * their own, and a filesystem mirror has the host name in its folders. So this makes the folders of the other name, with links.
 */
final class MirrorLinks {
    /** {@code <namespace>/<type>/<version>/<platform>}, below the host: a folder with an unpacked package. */
    private static final int UNPACKED = 4;

    private MirrorLinks() {}

    /** Whether a mirror has packages of Terraform's registry, and none of OpenTofu's. */
    static boolean lacking(Path mirror) {
        return Files.isDirectory(mirror.resolve(Engine.TERRAFORM.registry()))
                && !Files.isDirectory(mirror.resolve(Engine.TOFU.registry()));
    }

    /**
     * The mirror with links.
     *
     * @param mirror a mirror with packages of Terraform's registry
     * @param home the folder in which it is made, unless it is there
     */
    static Path of(Path mirror, Path home) throws IOException {
        Path from = mirror.resolve(Engine.TERRAFORM.registry()).toRealPath();
        Path links = home.resolve("mirrors").resolve(ContentHash.shortened(from.toString()));
        Path to = links.resolve(Engine.TOFU.registry());
        List<Path> found;
        try (Stream<Path> walk = Files.walk(from, UNPACKED, FileVisitOption.FOLLOW_LINKS)) {
            found = walk.toList();
        }
        for (Path path : found) {
            Path below = from.relativize(path);
            Path link = to.resolve(below);
            // OpenTofu follows links to packages only, and not those on the way there. A packed one is a file.
            if (below.getNameCount() == UNPACKED || Files.isRegularFile(path)) {
                link(link, path);
            } else {
                Files.createDirectories(link);
            }
        }
        return links;
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException byAnother) {
            // Another process has just made the same link.
        }
    }
}
