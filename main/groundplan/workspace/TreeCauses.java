package groundplan.workspace;

import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.causes.CauseKind;
import groundplan.causes.ValueSource;
import groundplan.console.StepLog;
import groundplan.git.GitFolder;
import groundplan.plan.ChangeCause;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.ExplainedPlan;
import groundplan.redact.Redactor;
import groundplan.states.StateKeys;
import groundplan.tree.ChangedLine;
import groundplan.tree.ChangedLines;
import groundplan.tree.TreeVersion;
import groundplan.tree.UnreadableTree;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Finds the lines of a tree's files that explain a plan. Each change since an earlier commit is undone alone, and the tree read again:
 * what differs is what it causes. So a line is found also where it reaches a resource through includes, functions and other units.
 */
final class TreeCauses {
    /** More changes than that are not undone one by one: reading a tree takes seconds. */
    private static final int MOST = 20;

    /** A file with as many changes is first asked whether it matters at all. */
    private static final int SEVERAL = 3;

    /** Versions of the tree that are read at the same time. */
    private static final int AT_A_TIME = 4;

    /** The maximum number of characters that are shown of a value. */
    private static final int LONGEST = 60;

    private static final int AROUND = 20;
    private static final String SECRET = "(sensitive)";

    private final Map<ChangedLine, Set<ValueSource>> byLine = new LinkedHashMap<>();
    private final Map<String, String> modules = new HashMap<>();
    private final Redactor secrets;

    /** Reads versions of a tree. */
    interface Versions {
        /** What the arguments of its resources are made of. */
        SortedMap<ValueSource, String> definitions(TreeVersion version) throws IOException;
    }

    private TreeCauses(EnvironmentPlan plan, Redactor secrets) {
        this.secrets = secrets;
        plan.units().forEach(unit -> modules.put(unit.name(), StateKeys.module(unit.unit())));
    }

    /**
     * The plan with the lines that explain it; the same if they cannot be found.
     *
     * @param repository the root of the repository
     * @param secrets hides them
     */
    static EnvironmentPlan in(EnvironmentPlan plan, Path repository, Versions versions, Redactor secrets) {
        boolean configured = plan.units().stream()
                .flatMap(unit -> unit.changes().stream())
                .flatMap(change -> change.explanation().causes().stream())
                .anyMatch(cause -> SettingCauses.ofConfiguration(cause.kind()));
        if (!configured) {
            return plan;
        }
        try {
            GitFolder git = new GitFolder(repository);
            Optional<String> commit = new SettingsBase(git).earlier();
            List<ChangedLine> lines = commit.isPresent() ? ChangedLines.since(repository, commit.get()) : List.of();
            if (lines.isEmpty()) {
                return plan;
            }
            try (StepLog.TimedStep step = StepLog.step("explain the changes of " + plan.environment())) {
                TreeCauses causes = new TreeCauses(plan, secrets);
                causes.compare(lines, commit.get(), git, versions);
                step.result(() -> StepLog.count(lines.size(), "changed line"));
                return ExplainedPlan.of(plan, causes::of);
            }
        } catch (IOException | UnreadableTree noEarlierTree) {
            return plan;
        }
    }

    private void compare(List<ChangedLine> lines, String commit, GitFolder git, Versions versions) throws IOException {
        SortedMap<ValueSource, String> now = versions.definitions(TreeVersion.NOW);
        List<ChangedLine> examined = ofReadFiles(lines, now, commit, git, versions).stream()
                .limit(MOST)
                .toList();
        List<ChangedLine> needed = new ArrayList<>();
        each(examined, line -> without(now, TreeVersion.edited(line.edit()), versions))
                .forEach((line, difference) ->
                        difference.ifPresentOrElse(found -> byLine.put(line, found), () -> needed.add(line)));
        if (!needed.isEmpty()) {
            Set<ValueSource> rest = new TreeSet<>(difference(now, versions.definitions(TreeVersion.of(commit))));
            byLine.values().forEach(rest::removeAll);
            needed.forEach(line -> byLine.put(line, rest));
        }
    }

    /** The changes without those in files that make no difference, which is asked once for a file with several. */
    private static List<ChangedLine> ofReadFiles(
            List<ChangedLine> lines,
            SortedMap<ValueSource, String> now,
            String commit,
            GitFolder git,
            Versions versions)
            throws IOException {
        Map<String, Long> counts = lines.stream()
                .collect(Collectors.groupingBy(ChangedLine::file, LinkedHashMap::new, Collectors.counting()));
        List<String> asked = counts.keySet().stream()
                .filter(file -> counts.get(file) >= SEVERAL)
                .limit(MOST)
                .toList();
        Map<String, Optional<Set<ValueSource>>> differences = each(
                asked,
                file -> without(
                        now, TreeVersion.edited(Map.of(file, git.tried("show", commit + ":" + file))), versions));
        return lines.stream()
                .filter(line -> differences
                        .getOrDefault(line.file(), Optional.empty())
                        .map(found -> !found.isEmpty())
                        .orElse(true))
                .toList();
    }

    /** What is different in a version; absent if the tree cannot be read in it. */
    private static Optional<Set<ValueSource>> without(
            SortedMap<ValueSource, String> now, TreeVersion version, Versions versions) throws IOException {
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
    private static <T> Map<T, Optional<Set<ValueSource>>> each(List<T> all, VersionReader<T> reading)
            throws IOException {
        ExecutorService readers = Executors.newFixedThreadPool(AT_A_TIME);
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
        } finally {
            readers.shutdownNow();
        }
    }

    private static Set<ValueSource> difference(Map<ValueSource, String> now, Map<ValueSource, String> without) {
        Set<ValueSource> all = new TreeSet<>(now.keySet());
        all.addAll(without.keySet());
        all.removeIf(key -> now.getOrDefault(key, "").equals(without.getOrDefault(key, "")));
        return all;
    }

    /** The line that explains a cause; absent if none does. */
    private Optional<ChangeCause.ChangedSetting> of(ChangeCause cause) {
        if (!SettingCauses.ofConfiguration(cause.kind())) {
            return Optional.empty();
        }
        return byLine.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(touched -> explains(touched, cause)))
                // Most precise first: the argument itself, then a file of the unit, then what touches least.
                .min(Comparator.comparing((Map.Entry<ChangedLine, Set<ValueSource>> entry) -> entry.getValue().stream()
                                .noneMatch(touched -> explains(touched, cause)
                                        && !touched.attribute().isEmpty()))
                        .thenComparing(entry -> !entry.getKey().file().contains("/" + cause.unit() + "/"))
                        .thenComparing(entry -> entry.getValue().size()))
                .map(entry -> setting(entry.getKey()));
    }

    private boolean explains(ValueSource touched, ChangeCause cause) {
        if (cause.address().isEmpty()) {
            return touched.resource().equals(TreeDefinitions.PROVIDER);
        }
        if (!touched.module().equals(modules.get(cause.unit()))) {
            return false;
        }
        if (cause.kind() == CauseKind.PROVIDER && touched.resource().equals(TreeDefinitions.PROVIDER)) {
            return true;
        }
        ResourceAddress address = ResourceAddress.parse(cause.address());
        // Of a module that the unit calls only the call is known.
        String resource =
                address.module().map(module -> module.replaceFirst("\\[.*", "")).orElseGet(address::resource);
        return touched.resource().equals(resource)
                && (touched.attribute().isEmpty()
                        || cause.argument().isEmpty()
                        || touched.attribute()
                                .equals(AttributePath.parse(cause.argument()).attribute()));
    }

    private ChangeCause.ChangedSetting setting(ChangedLine line) {
        boolean secret = isSecret(line.key(), line.before()) || isSecret(line.key(), line.after());
        int same = common(line.before().orElse(""), line.after().orElse(""));
        return new ChangeCause.ChangedSetting(
                line.file(),
                line.line(),
                secrets.hide(line.key()),
                line.before().map(value -> secret ? SECRET : shown(value, same)),
                line.after().map(value -> secret ? SECRET : shown(value, same)));
    }

    private boolean isSecret(String key, Optional<String> value) {
        String told = key + " = " + value.orElse("");
        return !secrets.hide(told).equals(told);
    }

    private static int common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /**
     * A value, cut to what is around the place where it differs from another one.
     *
     * @param same how many characters are the same before that
     */
    private static String shown(String value, int same) {
        int start = value.length() <= LONGEST ? 0 : Math.max(0, same - AROUND);
        int end = Math.min(value.length(), start + LONGEST);
        return (start > 0 ? "..." : "") + value.substring(start, end) + (end < value.length() ? "..." : "");
    }
}
