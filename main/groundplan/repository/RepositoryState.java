package groundplan.repository;

import groundplan.git.GitFolder;
import groundplan.json.ContentHash;
import groundplan.live.TreeWriter;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a repository as they are, compared with what a version writes.
 *
 * @param project the repository
 * @param pin the version that wrote them, if it was written down
 * @param changes each file
 */
record RepositoryState(Project project, Optional<RepositoryPin> pin, List<RepositoryChange> changes) {
    /** Examples to change: once they are edited they are nobody's business here. */
    private static final Set<String> EXAMPLES = Set.of("README.md", "environments/README.md", ".github/CODEOWNERS");

    /** GitHub reads only the first of the three. */
    private static final List<String> CODE_OWNERS = List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    /** A README is written only where there is none: in a repository that has one it is beside the settings. */
    private static final String README = "README.md";

    private static final String GITHUB = ".github/";
    private static final String README_OF_SETTINGS = "environments/README.md";

    /** Compares; writes nothing. */
    static RepositoryState of(Project project, String version) throws IOException {
        Optional<RepositoryPin> pin = RepositoryPin.read(project.root());
        Map<String, String> written = pin.map(RepositoryPin::written).orElse(new TreeMap<>());
        SortedMap<String, String> wanted = RepositoryFiles.of(project.program(), version);
        if (Files.exists(project.root().resolve(README)) && !written.containsKey(README)) {
            wanted.put(README_OF_SETTINGS, wanted.remove(README));
        }
        if (CODE_OWNERS.stream()
                .skip(1)
                .anyMatch(path -> Files.exists(project.root().resolve(path)))) {
            wanted.remove(CODE_OWNERS.get(0));
        }
        if (belowTheRepository(project).isPresent()) {
            wanted.keySet().removeIf(path -> path.startsWith(GITHUB));
        }
        List<RepositoryChange> changes = new ArrayList<>();
        for (Map.Entry<String, String> file : wanted.entrySet()) {
            changes.add(compared(project.root(), file.getKey(), file.getValue(), written));
        }
        String ignored = text(project.root().resolve(IgnoredFiles.FILE)).orElse("");
        String completed = IgnoredFiles.completed(ignored);
        changes.add(new RepositoryChange(
                IgnoredFiles.FILE,
                ignored.equals(completed) ? RepositoryChange.FileState.SAME : RepositoryChange.FileState.NEW,
                ignored,
                completed));
        return new RepositoryState(project, pin, changes);
    }

    /** The root of the Git repository, if the project is in a folder below it, where GitHub reads no workflows. */
    static Optional<Path> belowTheRepository(Project project) {
        return new GitFolder(project.root())
                .inRepository()
                .filter(found -> !found.prefix().isEmpty())
                .map(GitFolder.InRepository::top);
    }

    private static RepositoryChange compared(Path root, String path, String wanted, Map<String, String> written)
            throws IOException {
        Optional<String> there = text(root.resolve(path));
        RepositoryChange.FileState state;
        if (there.isEmpty()) {
            state = written.containsKey(path) ? RepositoryChange.FileState.DELETED : RepositoryChange.FileState.NEW;
        } else if (there.get().equals(wanted)) {
            state = RepositoryChange.FileState.SAME;
        } else if (ContentHash.sha256(there.get()).equals(written.get(path))) {
            state = RepositoryChange.FileState.OUTDATED;
        } else {
            state = EXAMPLES.contains(path) ? RepositoryChange.FileState.SAME : RepositoryChange.FileState.EDITED;
        }
        return new RepositoryChange(path, state, there.orElse(""), wanted);
    }

    /** The files in one of these states. */
    List<RepositoryChange> in(RepositoryChange.FileState... states) {
        Set<RepositoryChange.FileState> chosen = new HashSet<>(List.of(states));
        return changes.stream()
                .filter(change -> chosen.contains(change.state()))
                .toList();
    }

    /** The hashes to write down once these files are written; those of other files stay as they were. */
    SortedMap<String, String> hashes(List<RepositoryChange> writing) {
        SortedMap<String, String> hashes =
                new TreeMap<>(pin.map(RepositoryPin::written).orElse(new TreeMap<>()));
        List<RepositoryChange> ours = new ArrayList<>(writing);
        ours.addAll(in(RepositoryChange.FileState.SAME));
        ours.stream()
                .filter(change -> !change.path().equals(IgnoredFiles.FILE))
                .forEach(change -> hashes.put(change.path(), ContentHash.sha256(change.after())));
        return hashes;
    }

    /** Writes files, all or none, and makes those executable that are programs. Returns the paths that were written. */
    static List<String> write(Project project, SortedMap<String, String> files) throws IOException {
        List<String> written = new TreeWriter(project.root(), project.folders().staging("init")).write(files);
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (RepositoryFiles.executable(file.getValue())) {
                Path path = project.root().resolve(file.getKey());
                Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(path));
                permissions.addAll(Set.of(
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_EXECUTE));
                Files.setPosixFilePermissions(path, permissions);
            }
        }
        return written;
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
