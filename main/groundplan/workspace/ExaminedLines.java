package groundplan.workspace;

import groundplan.causes.ValueSource;
import groundplan.git.GitFolder;
import groundplan.kernel.UnitPath;
import groundplan.states.StateKeys;
import groundplan.tree.ChangedLine;
import groundplan.tree.ChangedLines;
import groundplan.tree.TreeVersion;
import groundplan.tree.UnreadableTree;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * What each changed line of a tree's files makes different. Each change since an earlier commit is undone, and the tree read again: what
 * differs is what it causes. So a line is found also where it reaches a resource through includes, functions and other units. That takes
 * as long as reading the tree, so it begins before the plan is made, most of which is waiting for AWS.
 */
final class ExaminedLines implements AutoCloseable {
    /** More changes than that are not undone one by one: reading a tree takes seconds. */
    private static final int MOST = 20;

    /** A file with as many changes is first asked whether it matters at all. */
    private static final int SEVERAL = 3;

    /** Versions of the tree that are read at the same time. */
    private static final int AT_A_TIME = 4;

    private final Path repository;
    private final Map<String, String> modules = new HashMap<>();
    private final Versions versions;
    private final ExecutorService readers = Executors.newFixedThreadPool(AT_A_TIME);
    private final CompletableFuture<Map<ChangedLine, Set<ValueSource>>> found;

    /** Reads versions of a tree. */
    interface Versions {
        /** What the arguments of its resources are made of. */
        SortedMap<ValueSource, String> definitions(TreeVersion version) throws IOException;
    }

    private ExaminedLines(Path repository, Collection<UnitPath> units, Versions versions) {
        this.repository = repository;
        this.versions = versions;
        units.forEach(unit -> modules.put(unit.inEnvironment(), StateKeys.module(unit)));
        this.found = new CompletableFuture<>();
    }

    /**
     * Begins to examine them.
     *
     * @param repository the root of the repository
     * @param units the tree's units
     */
    static ExaminedLines begin(Path repository, Collection<UnitPath> units, Versions versions) {
        ExaminedLines lines = new ExaminedLines(repository, units, versions);
        Thread thread = new Thread(lines::examine, "examines changed lines");
        thread.setDaemon(true);
        thread.start();
        return lines;
    }

    private void examine() {
        try {
            GitFolder git = new GitFolder(repository);
            Optional<String> commit = new SettingsBase(git).earlier();
            List<ChangedLine> lines = commit.isPresent() ? ChangedLines.since(repository, commit.get()) : List.of();
            found.complete(lines.isEmpty() ? Map.of() : compared(lines, commit.get(), git));
        } catch (IOException | UnreadableTree noEarlierTree) {
            found.complete(Map.of());
        } catch (RuntimeException | Error fault) {
            found.completeExceptionally(fault);
        }
    }

    /** What each line makes different, once all are examined; nothing if there is no earlier version that can be read. */
    Map<ChangedLine, Set<ValueSource>> found() {
        try {
            return found.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** Ends what is still being read. */
    @Override
    public void close() {
        readers.shutdownNow();
    }

    private Map<ChangedLine, Set<ValueSource>> compared(List<ChangedLine> lines, String commit, GitFolder git)
            throws IOException {
        SortedMap<ValueSource, String> now = versions.definitions(TreeVersion.NOW);
        List<ChangedLine> examined =
                ofReadFiles(lines, now, commit, git).stream().limit(MOST).toList();
        Map<ChangedLine, Optional<Set<ValueSource>>> found = new LinkedHashMap<>();
        List<ChangedLine> alone = new ArrayList<>();
        each(together(examined), group -> without(now, TreeVersion.edited(edits(group))))
                .forEach((group, difference) -> {
                    Map<ChangedLine, Set<ValueSource>> divided =
                            difference.map(all -> divided(group, all)).orElseGet(Map::of);
                    if (group.size() == 1) {
                        found.put(group.get(0), difference);
                    } else if (divided.isEmpty()) {
                        alone.addAll(group);
                    } else {
                        divided.forEach((line, own) -> found.put(line, Optional.of(own)));
                    }
                });
        found.putAll(each(alone, line -> without(now, TreeVersion.edited(line.edit()))));
        Map<ChangedLine, Set<ValueSource>> byLine = new LinkedHashMap<>();
        List<ChangedLine> needed = new ArrayList<>();
        examined.forEach(line ->
                found.get(line).ifPresentOrElse(difference -> byLine.put(line, difference), () -> needed.add(line)));
        if (!needed.isEmpty()) {
            Set<ValueSource> rest = new TreeSet<>(difference(now, versions.definitions(TreeVersion.of(commit))));
            byLine.values().forEach(rest::removeAll);
            needed.forEach(line -> byLine.put(line, rest));
        }
        return byLine;
    }

    /** Lines of which each is in the folder of another unit are undone together; the tree is read once for them. */
    private List<List<ChangedLine>> together(List<ChangedLine> lines) {
        List<List<ChangedLine>> groups = new ArrayList<>();
        Map<String, Integer> next = new HashMap<>();
        List<List<ChangedLine>> ofUnits = new ArrayList<>();
        for (ChangedLine line : lines) {
            Optional<String> unit = unit(line);
            if (unit.isEmpty()) {
                groups.add(List.of(line));
                continue;
            }
            int at = next.merge(unit.get(), 1, Integer::sum) - 1;
            if (at == ofUnits.size()) {
                ofUnits.add(new ArrayList<>());
            }
            ofUnits.get(at).add(line);
        }
        groups.addAll(ofUnits);
        return groups;
    }

    /** The module of the unit in whose folder a line is. */
    private Optional<String> unit(ChangedLine line) {
        Path folder = Path.of(line.file()).getParent();
        return folder == null
                ? Optional.empty()
                : modules.entrySet().stream()
                        .filter(unit -> folder.endsWith(unit.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private static Map<String, Optional<String>> edits(List<ChangedLine> lines) {
        Map<String, Optional<String>> edits = new TreeMap<>();
        lines.forEach(line -> edits.putAll(line.edit()));
        return edits;
    }

    /** What each line of a group makes different in its unit; nothing if something else differs too. */
    private Map<ChangedLine, Set<ValueSource>> divided(List<ChangedLine> group, Set<ValueSource> all) {
        Map<ChangedLine, Set<ValueSource>> divided = new LinkedHashMap<>();
        Set<ValueSource> left = new TreeSet<>(all);
        for (ChangedLine line : group) {
            Set<ValueSource> own = new TreeSet<>(all);
            own.removeIf(source -> !Optional.of(source.module()).equals(unit(line)));
            left.removeAll(own);
            divided.put(line, own);
        }
        return left.isEmpty() ? divided : Map.of();
    }

    /** The changes without those in files that make no difference, which is asked once for a file with several. */
    private List<ChangedLine> ofReadFiles(
            List<ChangedLine> lines, SortedMap<ValueSource, String> now, String commit, GitFolder git)
            throws IOException {
        Map<String, Long> counts = lines.stream()
                .collect(Collectors.groupingBy(ChangedLine::file, LinkedHashMap::new, Collectors.counting()));
        List<String> asked = counts.keySet().stream()
                .filter(file -> counts.get(file) >= SEVERAL)
                .limit(MOST)
                .toList();
        Map<String, Optional<Set<ValueSource>>> differences = each(
                asked, file -> without(now, TreeVersion.edited(Map.of(file, git.tried("show", commit + ":" + file)))));
        return lines.stream()
                .filter(line -> differences
                        .getOrDefault(line.file(), Optional.empty())
                        .map(found -> !found.isEmpty())
                        .orElse(true))
                .toList();
    }

    /** What is different in a version; absent if the tree cannot be read in it. */
    private Optional<Set<ValueSource>> without(SortedMap<ValueSource, String> now, TreeVersion version)
            throws IOException {
        try {
            return Optional.of(difference(now, versions.definitions(version)));
        } catch (UnreadableTree needed) {
            return Optional.empty();
        }
    }

    /** Reads a version of the tree. */
    private interface VersionReader<T> {
        Optional<Set<ValueSource>> of(T what) throws IOException;
    }

    /** What is read for each, in their order; several are read at a time, for one is mostly waiting for Terragrunt. */
    private <T> Map<T, Optional<Set<ValueSource>>> each(List<T> all, VersionReader<T> reading) throws IOException {
        try {
            Map<T, Future<Optional<Set<ValueSource>>>> begun = new LinkedHashMap<>();
            all.forEach(one -> begun.put(one, readers.submit(() -> reading.of(one))));
            Map<T, Optional<Set<ValueSource>>> read = new LinkedHashMap<>();
            for (Map.Entry<T, Future<Optional<Set<ValueSource>>>> one : begun.entrySet()) {
                read.put(one.getKey(), one.getValue().get());
            }
            return read;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the tree was read");
        }
    }

    private static Set<ValueSource> difference(Map<ValueSource, String> now, Map<ValueSource, String> without) {
        Set<ValueSource> all = new TreeSet<>(now.keySet());
        all.addAll(without.keySet());
        all.removeIf(key -> now.getOrDefault(key, "").equals(without.getOrDefault(key, "")));
        return all;
    }
}
