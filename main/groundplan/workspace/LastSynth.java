package groundplan.workspace;

import groundplan.console.StepLog;
import groundplan.files.TextFile;
import groundplan.json.ContentHash;
import groundplan.live.LiveTree;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsSchema;
import groundplan.settings.SettingsTree;
import groundplan.synth.ProgramDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * What the last {@code synth} of a selection read, and what it left as it was. If the program and all of these files are the same as then,
 * nothing has to be read, synthesized or written.
 *
 * <p>Files are compared by their content, those of the settings first: after a change of them the rest is of no use, so only they are
 * noted, and the next run compares all. A repository's own code may read anything, so with some of it nothing is known.
 */
public final class LastSynth {
    /** What {@code synth} reports. */
    public record SynthCounts(int units, int resources) {}

    private final Path file;
    private final Optional<String> settings;
    private final Optional<String> state;

    /** The settings of now, and the contents of all files if the note is of these settings. */
    private LastSynth(Path file, Optional<String> settings, Optional<String> state) {
        this.file = file;
        this.settings = settings;
        this.state = state;
    }

    /**
     * Looks at the files, before anything is read.
     *
     * @param selected the expression that selects the units
     * @param systems the systems that these can be of; empty for all
     */
    public static LastSynth of(Project project, String selected, Optional<Set<String>> systems) {
        Path file = project.home()
                .resolve("cache/synth")
                .resolve(ContentHash.shortened(project.root() + "\n" + selected) + ".txt");
        try (StepLog.TimedStep step = StepLog.step("compare with the last synth")) {
            Optional<String> settings = settings(project, systems);
            Optional<String> state =
                    settings.isPresent() ? state(project, systems, file, settings.get()) : Optional.empty();
            step.result(() -> StepLog.count(
                    state.map(text -> (int) text.lines().count() - 1).orElse(0), "file"));
            return new LastSynth(file, settings, state);
        } catch (IOException | UncheckedIOException unreadable) {
            // The run itself tells.
            return new LastSynth(file, Optional.empty(), Optional.empty());
        }
    }

    /** What the last run reported, if everything is as it was then. */
    public Optional<SynthCounts> unchanged() {
        try {
            String kept = state.isPresent() ? Files.readString(file) : "";
            int end = kept.indexOf('\n');
            if (end < 0 || !kept.substring(end + 1).equals(state.get())) {
                return Optional.empty();
            }
            String[] counts = kept.substring(0, end).split(" ", 2);
            return Optional.of(new SynthCounts(Integer.parseInt(counts[0]), Integer.parseInt(counts[1])));
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Notes that a run found everything as it was at its start, and wrote nothing. */
    public void keep(SynthCounts counts) {
        state.ifPresentOrElse(
                text -> note(file, counts.units() + " " + counts.resources() + "\n" + text), this::keepSettings);
    }

    /** Notes which settings a run read, so that the next one with them compares all files. */
    public void keepSettings() {
        settings.ifPresent(text -> note(file, "only settings\n" + text));
    }

    private static void note(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            TextFile.replace(file, text);
        } catch (IOException noRoom) {
            StepLog.note(() -> "this synth cannot be noted in " + file + ": " + noRoom);
        }
    }

    /** The program and the contents of the settings; empty if they do not decide what is written. */
    private static Optional<String> settings(Project project, Optional<Set<String>> systems) throws IOException {
        if (project.variables().containsKey("CDKTF_OUTDIR") || hasOwnCode(project)) {
            return Optional.empty();
        }
        Path root = project.root();
        return Optional.of(ProgramDigest.current() + "\n" + contents(root, settings(root, systems)));
    }

    /** The contents of all files; empty if the settings are others than in the note. */
    private static Optional<String> state(Project project, Optional<Set<String>> systems, Path file, String settings)
            throws IOException {
        String noted = Files.isRegularFile(file) ? Files.readString(file) : "";
        return noted.startsWith(settings, noted.indexOf('\n') + 1)
                ? Optional.of(settings + contents(project.root(), written(project.root(), systems)))
                : Optional.empty();
    }

    private static List<Path> settings(Path root, Optional<Set<String>> systems) throws IOException {
        Path settings = root.resolve(SettingsTree.FOLDER);
        List<Path> files = new ArrayList<>();
        if (systems.isEmpty()) {
            collect(settings, name -> true, files);
            files.remove(root.resolve(SettingsSchema.FILE));
        } else {
            for (String system : systems.get()) {
                collect(settings.resolve(system), name -> true, files);
            }
        }
        return files;
    }

    private static List<Path> written(Path root, Optional<Set<String>> systems) throws IOException {
        Path tree = root.resolve(LiveTree.FOLDER);
        Path stacks = root.resolve("cdktf.out");
        List<Path> files = new ArrayList<>(List.of(root.resolve(SettingsSchema.FILE)));
        Predicate<String> live = name -> name.endsWith(".hcl") || name.equals("main.tf.json");
        if (systems.isEmpty()) {
            collect(tree, live, files);
            collect(stacks, name -> name.equals("cdk.tf.json") || name.equals("manifest.json"), files);
        } else {
            for (String system : systems.get()) {
                collect(tree.resolve(system), live, files);
                for (Path stack : stacksOf(system, stacks.resolve("stacks"))) {
                    collect(stack, name -> name.equals("cdk.tf.json"), files);
                }
            }
        }
        return files;
    }

    private static String contents(Path root, List<Path> files) {
        Collections.sort(files);
        return files.parallelStream()
                .map(each -> root.relativize(each) + " " + contents(each) + "\n")
                .collect(Collectors.joining());
    }

    private static boolean hasOwnCode(Project project) {
        if (!Files.isDirectory(project.modules())) {
            return false;
        }
        try {
            return project.hasOwnCode();
        } catch (InvalidSettings told) {
            return true;
        }
    }

    private static List<Path> stacksOf(String system, Path stacks) throws IOException {
        if (!Files.isDirectory(stacks)) {
            return List.of();
        }
        try (var list = Files.newDirectoryStream(stacks, system + "--*")) {
            List<Path> found = new ArrayList<>();
            list.forEach(found::add);
            return found;
        }
    }

    /** Adds the files below a folder, without those in hidden folders, where Terraform and Terragrunt keep their own. */
    private static void collect(Path folder, Predicate<String> wanted, List<Path> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return inner.getFileName().toString().startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (wanted.test(file.getFileName().toString())) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Two checksums together, as the JVM calculates these without having compiled anything. */
    private static String contents(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return bytes.length + " " + sum(new CRC32(), bytes) + " " + sum(new CRC32C(), bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes, 0, bytes.length);
        return Long.toHexString(checksum.getValue());
    }
}
