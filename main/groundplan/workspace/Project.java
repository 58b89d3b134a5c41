package groundplan.workspace;

import groundplan.console.StepLog;
import groundplan.extension.Extension;
import groundplan.files.TextFile;
import groundplan.kernel.Kind;
import groundplan.plan.ConfiguredArguments;
import groundplan.settings.CodeLocation;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The project that a command works on.
 *
 * @param root its folder: the one with {@code environments/}
 * @param home the folder for tools, caches and working files, which Git ignores
 * @param program the folder of Groundplan itself, with its {@code tools/}
 * @param variables the environment variables of the process
 */
public record Project(Path root, Path home, Path program, Map<String, String> variables) {

    /**
     * Finds the project: the current folder or the nearest one above it that contains settings.
     *
     * @param given the folder named on the command line; null to search
     */
    public static Project find(Path given, Path current, Map<String, String> variables) {
        Path start = (given == null ? current : current.resolve(given))
                .toAbsolutePath()
                .normalize();
        Path root = start;
        while (given == null && root != null && !Files.isDirectory(root.resolve(SettingsTree.FOLDER))) {
            root = root.getParent();
        }
        if (given != null && !Files.isDirectory(start)) {
            throw Failure.badInput("--project " + given + ": there is no folder " + start);
        }
        if (root == null) {
            throw Failure.badInput("no folder '" + SettingsTree.FOLDER + "' in " + start
                    + " or above it; name the project with --project, or begin one here with: " + command(variables)
                    + " init");
        }
        return at(root, variables);
    }

    /**
     * The project to begin: the nearest folder above that contains settings, or else the current one.
     *
     * @param given the folder named on the command line; null to search
     */
    public static Project begin(Path given, Path current, Map<String, String> variables) throws IOException {
        Path start = (given == null ? current : current.resolve(given))
                .toAbsolutePath()
                .normalize();
        Path root = start;
        while (given == null && root != null && !Files.isDirectory(root.resolve(SettingsTree.FOLDER))) {
            root = root.getParent();
        }
        Path chosen = root == null ? start : root;
        Files.createDirectories(chosen);
        return at(chosen, variables);
    }

    private static Project at(Path root, Map<String, String> variables) {
        String home = variables.get("GROUNDPLAN_HOME");
        Path program = Path.of(variables.getOrDefault("GROUNDPLAN_PROGRAM", root.toString()));
        return new Project(
                root,
                home == null ? root.resolve(WorkingFolders.HOME) : Path.of(home).toAbsolutePath(),
                program,
                variables);
    }

    /** How the command line was called, for hints: such as {@code ./groundplan}, {@code groundplan} or {@code ./groundplanw}. */
    public String command() {
        return command(variables);
    }

    /** The same, where there is no project. */
    public static String command(Map<String, String> variables) {
        String called = variables.getOrDefault("GROUNDPLAN_COMMAND", "");
        return called.isBlank() ? "./groundplan" : called;
    }

    /**
     * What stands for a project where there is only a tree that Groundplan did not write: its repository, or the folder above it. Tools
     * and caches are kept in the user's cache folder, and nothing is written into the repository.
     */
    public static Project ofTree(Path tree, Map<String, String> variables) {
        Path start = tree.toAbsolutePath().normalize();
        Path root = start;
        while (root != null && !Files.exists(root.resolve(".git"))) {
            root = root.getParent();
        }
        String home = variables.get("GROUNDPLAN_HOME");
        String caches = variables.getOrDefault(
                "XDG_CACHE_HOME",
                Path.of(variables.getOrDefault("HOME", "."), ".cache").toString());
        Path parent = start.getParent() == null ? start : start.getParent();
        return new Project(
                root == null ? parent : root,
                home == null ? Path.of(caches, "groundplan") : Path.of(home).toAbsolutePath(),
                Path.of(variables.getOrDefault("GROUNDPLAN_PROGRAM", start.toString())),
                variables);
    }

    /** The current folder of the user. Files on the command line are relative to it. */
    public Path current() {
        return current(variables);
    }

    /** Writes a file that was named on the command line, and creates the folders above it. */
    public void write(Path named, String text) throws IOException {
        Path file = current().resolve(named);
        Files.createDirectories(file.getParent());
        TextFile.replace(file, text);
    }

    /** The folder that a process with these variables was started in. */
    public static Path current(Map<String, String> variables) {
        return Path.of(variables.getOrDefault("GROUNDPLAN_CWD", ""))
                .toAbsolutePath()
                .normalize();
    }

    /** An external program; its pinned version is installed if it is missing. */
    public Path tool(String name) throws IOException {
        return tools().path(name);
    }

    /** The external programs. */
    public Tool tools() {
        return new Tool(program, home, variables);
    }

    /** The local AWS emulator, which this project starts and stops. */
    public Emulator emulator() throws IOException {
        return new Emulator(tool("emulator"), folders().emulator());
    }

    /** The running emulator, if this project has started one. */
    public Optional<Emulator.RunningEmulator> runningEmulator() throws IOException {
        return new Emulator(null, folders().emulator()).running();
    }

    /** Stops the emulator; false if this project has none. */
    public boolean stopEmulator() throws IOException {
        return new Emulator(null, folders().emulator()).stop();
    }

    /** The folders in which it keeps what it has begun. */
    public WorkingFolders folders() {
        return new WorkingFolders(root, home);
    }

    /** The documents that CDKTF synthesizes for units, in their order, or their cached versions. */
    public List<UnitDocument> documents(List<UnitModel<?, ?>> units) throws IOException {
        return synthesis(false, unit -> {}).of(units);
    }

    /** The arguments that the settings of an environment set. */
    public ConfiguredArguments configured(EnvironmentModel environment) throws IOException {
        return new ConfiguredArguments(UnitDocument.byPath(documents(environment.units())));
    }

    /**
     * CDKTF with the cache of documents.
     *
     * @param force whether to ignore the cache
     * @param progress receives each unit before it is synthesized
     */
    public Synthesis synthesis(boolean force, Consumer<UnitModel<?, ?>> progress) {
        return new Synthesis(home.resolve("cache/units"), force, progress);
    }

    /**
     * The kinds of unit that settings may name, by name: the built-in ones and the project's own.
     *
     * @throws InvalidSettings when the project's own cannot be compiled or loaded
     */
    public List<Kind<?, ?>> kinds() throws InvalidSettings {
        return Extension.of(root, home, program).withBuiltIn();
    }

    /**
     * All kinds, and the systems that the project's own code defines.
     *
     * @throws InvalidSettings when that code cannot be compiled or loaded
     */
    public SettingsTree.Vocabulary vocabulary() throws InvalidSettings {
        return Extension.of(root, home, program).vocabulary();
    }

    /**
     * Whether the project has kinds or systems of its own.
     *
     * @throws InvalidSettings when these cannot be compiled or loaded
     */
    public boolean hasOwnCode() throws InvalidSettings {
        Extension own = Extension.of(root, home, program);
        return !own.kinds().isEmpty() || !own.systems().isEmpty();
    }

    /** The folder of the project's own kinds, which need not exist. */
    public Path modules() {
        return root.resolve(CodeLocation.FOLDER);
    }

    /** All environments. */
    public List<EnvironmentModel> environments() throws InvalidSettings {
        return read(() -> SettingsTree.read(root, vocabulary()));
    }

    /**
     * The environments of some systems. If one of the systems does not exist, all environments are read, so that a message can
     * suggest another name.
     *
     * @param systems the names of systems; empty for all
     */
    public List<EnvironmentModel> environments(Optional<Set<String>> systems) throws InvalidSettings {
        SettingsTree.Vocabulary vocabulary = vocabulary();
        return systems.isPresent()
                        && systems.get().stream()
                                .allMatch(system -> SettingsTree.has(root, system)
                                        || vocabulary.systems().containsKey(system))
                ? read(() -> SettingsTree.read(root, vocabulary, systems.get()))
                : environments();
    }

    private interface SettingsReading {
        List<EnvironmentModel> read() throws InvalidSettings;
    }

    private static List<EnvironmentModel> read(SettingsReading reading) throws InvalidSettings {
        try (StepLog.TimedStep step = StepLog.step("read the settings")) {
            List<EnvironmentModel> read = reading.read();
            step.result(() -> StepLog.count(read.size(), "environment") + ", "
                    + StepLog.count(
                            read.stream().mapToInt(one -> one.units().size()).sum(), "unit"));
            return read;
        }
    }

    /** The environments of the systems to which these environments belong. */
    public List<EnvironmentModel> environmentsBeside(Collection<String> paths) throws InvalidSettings {
        return environments(Optional.of(
                paths.stream().map(path -> path.replaceFirst("/.*", "")).collect(Collectors.toSet())));
    }

    /** The environments of the units, and those whose states they read. */
    public static List<EnvironmentModel> touched(List<EnvironmentModel> environments, List<UnitModel<?, ?>> units) {
        Set<String> paths = new HashSet<>();
        units.stream()
                .flatMap(unit -> Stream.concat(Stream.of(unit), unit.reads().values().stream()))
                .map(UnitModel::path)
                .forEach(path -> paths.add(path.system() + "/" + path.environment()));
        return environments.stream()
                .filter(environment -> paths.contains(environment.path()))
                .toList();
    }

    /** One environment by {@code <system>/<environment>}. */
    public static EnvironmentModel environment(List<EnvironmentModel> environments, String path) {
        return environments.stream()
                .filter(environment -> environment.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("no environment '" + path + "'"
                        + EnvironmentName.hint(
                                path,
                                environments.stream()
                                        .map(EnvironmentModel::path)
                                        .toList())));
    }
}
