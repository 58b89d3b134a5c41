package groundplan.settings;

import groundplan.kernel.Kind;
import groundplan.kernel.SystemProvider;
import groundplan.kernel.UnitPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Reads {@code environments/}, and what Java code defines in its place: every system, every environment, every unit. */
public final class SettingsTree {
    /** The folder of all settings, below the project's root. */
    public static final String FOLDER = "environments";

    static final String SYSTEM_FILE = "system.yaml";
    /** The file of an environment, in its folder. */
    public static final String ENVIRONMENT_FILE = "environment.yaml";

    private final Path root;
    private final Vocabulary vocabulary;
    /** Edits the content of a file, by its name, before it is used. */
    private final BiFunction<String, Node.Mapping, Node.Mapping> edit;

    private final List<Problem> problems = new ArrayList<>();

    private SettingsTree(Path root, Vocabulary vocabulary, BiFunction<String, Node.Mapping, Node.Mapping> edit) {
        this.root = root;
        this.vocabulary = vocabulary;
        this.edit = edit;
    }

    /**
     * What settings may name, and systems that are not in files.
     *
     * @param kinds the kinds of unit
     * @param systems the systems that Java code defines, by name
     */
    public record Vocabulary(List<Kind<?, ?>> kinds, Map<String, SystemProvider> systems) {
        /** Kinds only: every system is in files. */
        public static Vocabulary of(List<Kind<?, ?>> kinds) {
            return new Vocabulary(kinds, Map.of());
        }
    }

    /** Like {@link #read(Path, Vocabulary)} for systems in files. */
    public static List<EnvironmentModel> read(Path root, List<Kind<?, ?>> kinds) throws InvalidSettings {
        return read(root, Vocabulary.of(kinds));
    }

    /**
     * Reads all environments.
     *
     * @param root the project's folder
     * @return by system, then environment
     * @throws InvalidSettings when anything in any file is wrong
     */
    public static List<EnvironmentModel> read(Path root, Vocabulary vocabulary) throws InvalidSettings {
        SettingsTree all = new SettingsTree(root, vocabulary, (file, content) -> content);
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new InvalidSettings(List.of(new Problem(
                    new SourceLocation(FOLDER, 0, 0),
                    "",
                    "is not a folder; settings are expected in it. Begin with: groundplan init")));
        }
        SystemReader reader = all.reader();
        reader.strays(folder, Set.of(), "is not a settings file: each system has a folder with a " + SYSTEM_FILE);
        all.problems.addAll(reader.problems);
        Set<String> names = new TreeSet<>(vocabulary.systems().keySet());
        SettingsFolder.folders(folder)
                .forEach(system -> names.add(system.getFileName().toString()));
        return all.read(names);
    }

    /**
     * Reads the environments of some systems only, as units read only units of their own system.
     *
     * @param systems the names of their folders; one that does not exist has no environments
     * @throws InvalidSettings when anything in a file of these systems is wrong; conflicts with other systems are found only
     *     when all are read
     */
    public static List<EnvironmentModel> read(Path root, Vocabulary vocabulary, Set<String> systems)
            throws InvalidSettings {
        return read(root, vocabulary, systems, List.of());
    }

    /**
     * Reads the environments of some systems as they would be without some changes of their files.
     *
     * @param systems the names of their folders
     * @param undone the changes to undo
     * @throws InvalidSettings when anything in these systems is wrong then
     */
    public static List<EnvironmentModel> read(
            Path root, Vocabulary vocabulary, Set<String> systems, List<SettingChange> undone) throws InvalidSettings {
        return new SettingsTree(root, vocabulary, SettingChanges.undoing(undone))
                .read(new TreeSet<>(systems.stream()
                        .filter(system -> vocabulary.systems().containsKey(system)
                                || Files.isDirectory(root.resolve(FOLDER).resolve(system)))
                        .toList()));
    }

    /** Whether the settings have a folder for a system of this name. */
    public static boolean has(Path root, String system) {
        return UnitPath.isWord(system) && Files.isDirectory(root.resolve(FOLDER).resolve(system));
    }

    /** Whether a system is in files, and not defined by code. */
    public static boolean inFiles(Path root, String system) {
        return Files.exists(root.resolve(FOLDER).resolve(system).resolve(SYSTEM_FILE));
    }

    /**
     * The systems whose settings contain a text, such as the name of a unit, anywhere; also those with files that cannot be
     * read, as these may contain it.
     */
    public static Set<String> mentioning(Path root, String text) {
        return SettingsFolder.mentioning(root.resolve(FOLDER), text);
    }

    private List<EnvironmentModel> read(Set<String> systems) throws InvalidSettings {
        // In parallel: no system is needed to read another.
        List<SystemReader> readers = systems.parallelStream().map(this::system).toList();
        List<EnvironmentDraft> drafts = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Set<String> unreadable = new TreeSet<>();
        for (SystemReader one : readers) {
            problems.addAll(one.problems);
            failures.addAll(one.failures);
            unreadable.addAll(one.unreadable);
            drafts.addAll(one.found);
        }
        List<EnvironmentModel> environments = new ArrayList<>();
        SystemReader across = reader();
        across.guarded(root.resolve(FOLDER), () -> {
            environments.addAll(AccountSharing.of(new ReferenceResolver(problems, unreadable).resolve(drafts)));
            StateOwners.check(environments, unreadable, problems);
            AccountConflicts.check(environments, problems);
        });
        problems.addAll(across.problems);
        failures.addAll(across.failures);
        if (!problems.isEmpty()) {
            InvalidSettings invalid = new InvalidSettings(problems);
            failures.forEach(invalid::addSuppressed);
            throw invalid;
        }
        return environments;
    }

    private SystemReader reader() {
        return new SystemReader(root, vocabulary.kinds(), edit);
    }

    private SystemReader system(String name) {
        SystemReader reader = reader();
        SystemProvider code = vocabulary.systems().get(name);
        if (code != null && inFiles(root, name)) {
            reader.problems.add(new Problem(
                    new SourceLocation(FOLDER + "/" + name + "/" + SYSTEM_FILE, 0, 0),
                    "",
                    "defines a system that " + code.getClass().getName() + " defines too; keep one of them"));
            return reader;
        }
        return code == null ? reader.files(root.resolve(FOLDER).resolve(name)) : reader.code(code, name);
    }

    /**
     * The content of a system's own file, without any environment's; empty for a system that Java code defines.
     *
     * @param root the project's folder
     * @throws InvalidSettings when the file cannot be read
     */
    public static Node.Mapping system(Path root, String system) throws InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        Path file = root.resolve(FOLDER).resolve(system).resolve(SYSTEM_FILE);
        String shown = root.relativize(file).toString().replace('\\', '/');
        if (!SettingsFolder.exists(file)) {
            return Node.Mapping.empty(new SourceLocation(shown, 0, 0));
        }
        Optional<Node.Mapping> read = YamlFile.read(file, shown, problems);
        if (read.isEmpty() || !problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return read.get();
    }
}
