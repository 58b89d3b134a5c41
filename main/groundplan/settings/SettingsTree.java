package groundplan.settings;

import groundplan.kernel.Kind;
import groundplan.kernel.TextForm;
import groundplan.kernel.UnitPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Reads {@code environments/}: every system, every environment, every unit. */
public final class SettingsTree {
    /** The folder of all settings, below the project's root. */
    public static final String FOLDER = "environments";

    static final String SYSTEM_FILE = "system.yaml";
    /** Read by the tests of the security controls; it does not affect what is generated. */
    private static final String WAIVERS_FILE = "waivers.yaml";
    /** The file of an environment, in its folder. */
    public static final String ENVIRONMENT_FILE = "environment.yaml";

    private final Path root;
    private final List<Kind<?, ?>> kinds;
    /** Edits the content of a file, by its name, before it is used. */
    private final BiFunction<String, Node.Mapping, Node.Mapping> edit;

    private final List<Problem> problems = new ArrayList<>();
    /** Exceptions that ended the reading of something; each is also a problem. */
    private final List<RuntimeException> failures = new ArrayList<>();
    /** Paths of environments that exist but have problems, which are already reported. */
    private final Set<String> unreadable = new TreeSet<>();

    private SettingsTree(Path root, List<Kind<?, ?>> kinds, BiFunction<String, Node.Mapping, Node.Mapping> edit) {
        this.root = root;
        this.kinds = kinds;
        this.edit = edit;
    }

    /**
     * Reads all environments.
     *
     * @param root the project's folder
     * @param kinds the kinds of unit that settings may name
     * @return by system, then environment
     * @throws InvalidSettings when anything in any file is wrong
     */
    public static List<EnvironmentModel> read(Path root, List<Kind<?, ?>> kinds) throws InvalidSettings {
        SettingsTree all = new SettingsTree(root, kinds, (file, content) -> content);
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new InvalidSettings(List.of(new Problem(
                    new SourceLocation(FOLDER, 0, 0),
                    "",
                    "is not a folder; settings are expected in it. Begin with: groundplan init")));
        }
        all.strays(folder, Set.of(), "is not a settings file: each system has a folder with a " + SYSTEM_FILE);
        return all.read(SettingsFolder.folders(folder));
    }

    /**
     * Reads the environments of some systems only, as units read only units of their own system.
     *
     * @param systems the names of their folders; one that does not exist has no environments
     * @throws InvalidSettings when anything in a file of these systems is wrong; conflicts with other systems are found only
     *     when all are read
     */
    public static List<EnvironmentModel> read(Path root, List<Kind<?, ?>> kinds, Set<String> systems)
            throws InvalidSettings {
        return read(root, kinds, systems, List.of());
    }

    /**
     * Reads the environments of some systems as they would be without some changes of their files.
     *
     * @param systems the names of their folders
     * @param undone the changes to undo
     * @throws InvalidSettings when anything in these systems is wrong then
     */
    public static List<EnvironmentModel> read(
            Path root, List<Kind<?, ?>> kinds, Set<String> systems, List<SettingChange> undone) throws InvalidSettings {
        return new SettingsTree(root, kinds, SettingChanges.undoing(undone))
                .read(systems.stream()
                        .sorted()
                        .map(root.resolve(FOLDER)::resolve)
                        .filter(Files::isDirectory)
                        .toList());
    }

    /** Whether the settings have a system of this name. */
    public static boolean has(Path root, String system) {
        return UnitPath.isWord(system) && Files.isDirectory(root.resolve(FOLDER).resolve(system));
    }

    /**
     * The systems whose settings contain a text, such as the name of a unit, anywhere; also those with files that cannot be
     * read, as these may contain it.
     */
    public static Set<String> mentioning(Path root, String text) {
        return SettingsFolder.mentioning(root.resolve(FOLDER), text);
    }

    private List<EnvironmentModel> read(List<Path> systems) throws InvalidSettings {
        List<EnvironmentDraft> drafts = new ArrayList<>();
        // In parallel: no system is needed to read another.
        systems.parallelStream()
                .map(system -> {
                    SettingsTree tree = new SettingsTree(root, kinds, edit);
                    List<EnvironmentDraft> found = new ArrayList<>();
                    tree.guarded(system, () -> tree.system(system, found));
                    return Map.entry(tree, found);
                })
                .toList()
                .forEach(one -> {
                    problems.addAll(one.getKey().problems);
                    failures.addAll(one.getKey().failures);
                    unreadable.addAll(one.getKey().unreadable);
                    drafts.addAll(one.getValue());
                });
        List<EnvironmentModel> environments = new ArrayList<>();
        guarded(root.resolve(FOLDER), () -> {
            environments.addAll(AccountSharing.of(new ReferenceResolver(problems, unreadable).resolve(drafts)));
            StateOwners.check(environments, unreadable, problems);
            AccountConflicts.check(environments, problems);
        });
        if (!problems.isEmpty()) {
            InvalidSettings invalid = new InvalidSettings(problems);
            failures.forEach(invalid::addSuppressed);
            throw invalid;
        }
        return environments;
    }

    /**
     * The content of a system's own file, without any environment's.
     *
     * @param root the project's folder
     * @throws InvalidSettings when the file cannot be read
     */
    public static Node.Mapping system(Path root, String system) throws InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        Path file = root.resolve(FOLDER).resolve(system).resolve(SYSTEM_FILE);
        Optional<Node.Mapping> read =
                YamlFile.read(file, root.relativize(file).toString().replace('\\', '/'), problems);
        if (read.isEmpty() || !problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return read.get();
    }

    /** An exception while something is read is one problem more, and hides no other. */
    private void guarded(Path what, Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            problems.add(new Problem(new SourceLocation(shown(what), 0, 0), "", "cannot be read: " + e));
            failures.add(e);
        }
    }

    private void system(Path system, List<EnvironmentDraft> found) {
        String name = system.getFileName().toString();
        if (!SettingsFolder.exists(system.resolve(SYSTEM_FILE))) {
            problems.add(new Problem(new SourceLocation(shown(system), 0, 0), "", "has no " + SYSTEM_FILE));
            return;
        }
        if (!UnitPath.isWord(name)) {
            problems.add(new Problem(
                    new SourceLocation(shown(system), 0, 0),
                    "",
                    "is not a valid name for a system: use lower-case words joined by '-'"));
            return;
        }
        UnitPath.tooLong(name)
                .ifPresent(problem -> problems.add(new Problem(new SourceLocation(shown(system), 0, 0), "", problem)));
        strays(
                system,
                Set.of(SYSTEM_FILE, WAIVERS_FILE, UsageFile.NAME, Allowance.NAME, KnownDrift.NAME),
                "is not a settings file: " + SYSTEM_FILE
                        + " is read here, and each environment has a folder of its own");
        UsageFile.check(
                system.resolve(UsageFile.NAME),
                shown(system.resolve(UsageFile.NAME)),
                SettingsFolder.folders(system).stream()
                        .map(environment -> environment.getFileName().toString())
                        .toList(),
                problems);
        List<String> names = SettingsFolder.folders(system).stream()
                .map(environment -> environment.getFileName().toString())
                .toList();
        Allowance.check(system.resolve(Allowance.NAME), shown(system.resolve(Allowance.NAME)), name, names, problems);
        KnownDrift.check(
                system.resolve(KnownDrift.NAME), shown(system.resolve(KnownDrift.NAME)), name, names, problems);
        Optional<Node.Mapping> base = file(system.resolve(SYSTEM_FILE));
        base.ifPresent(file -> PromotionRules.checkSystem(file, names, problems));
        for (Path environment : SettingsFolder.folders(system)) {
            guarded(environment, () -> environment(name, base, environment, found));
        }
    }

    private void environment(String system, Optional<Node.Mapping> base, Path folder, List<EnvironmentDraft> into) {
        String name = folder.getFileName().toString();
        if (!UnitPath.isWord(name)) {
            problems.add(new Problem(
                    new SourceLocation(shown(folder), 0, 0),
                    "",
                    "is not a valid name for an environment: use lower-case words joined by '-'"));
            return;
        }
        UnitPath.tooLong(name)
                .ifPresent(problem -> problems.add(new Problem(new SourceLocation(shown(folder), 0, 0), "", problem)));
        unreadable.add(system + "/" + name);
        if (!SettingsFolder.exists(folder.resolve(ENVIRONMENT_FILE))) {
            problems.add(new Problem(
                    new SourceLocation(shown(folder), 0, 0),
                    "",
                    "has no " + ENVIRONMENT_FILE + "; with only 'units: {}' in it, the environment is as " + SYSTEM_FILE
                            + " says"));
            return;
        }
        for (Path nested : SettingsFolder.folders(folder)) {
            problems.add(new Problem(
                    new SourceLocation(shown(nested), 0, 0),
                    "",
                    "is a folder; a region's settings are one file, " + nested.getFileName() + ".yaml"));
        }
        boolean complete = base.isPresent();
        Optional<Node.Mapping> imports = Optional.empty();
        Optional<Node.Mapping> own = file(folder.resolve(ENVIRONMENT_FILE));
        own.ifPresent(file -> PromotionRules.checkEnvironment(file, problems));
        Map<String, Node.Mapping> regions = new TreeMap<>();
        for (Path file : SettingsFolder.files(folder)) {
            String region = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            if (file.getFileName().toString().equals(ENVIRONMENT_FILE)) {
                continue;
            }
            if (file.getFileName().toString().equals(ImportsFile.NAME)) {
                imports = file(file);
                continue;
            }
            if (!file.getFileName().toString().endsWith(".yaml") || !UnitPath.isRegion(region)) {
                problems.add(new Problem(
                        new SourceLocation(shown(file), 0, 0),
                        "",
                        "is not a settings file: " + ENVIRONMENT_FILE + ", <region>.yaml, _global.yaml and "
                                + ImportsFile.NAME + " are read here"
                                + (UnitPath.isRegion(region) ? "; rename it to " + region + ".yaml" : "")));
                continue;
            }
            if (!region.equals(UnitPath.GLOBAL)) {
                ScalarBinder.problem(TextForm.REGION, region)
                        .ifPresent(problem ->
                                problems.add(new Problem(new SourceLocation(shown(file), 0, 0), "", problem)));
            }
            Optional<Node.Mapping> read = file(file);
            read.ifPresent(mapping -> regions.put(region, mapping));
            complete &= read.isPresent();
        }
        Node.Mapping adopted =
                imports.orElse(Node.Mapping.empty(new SourceLocation(shown(folder.resolve(ImportsFile.NAME)), 0, 0)));
        // If a layer is missing, correct settings in the layers above it would be reported as problems.
        if (complete && own.isPresent()) {
            new EnvironmentReader(system, name, kinds, problems)
                    .read(base.get(), own.get(), regions)
                    .ifPresent(environment -> {
                        unreadable.remove(environment.path());
                        into.add(ImportsFile.onto(environment, adopted, problems));
                    });
        }
    }

    /** Empty if the file cannot be read. */
    private Optional<Node.Mapping> file(Path file) {
        Optional<Node.Mapping> mapping = YamlFile.read(file, shown(file), problems);
        mapping.ifPresent(read -> TypedSecrets.check(read, problems));
        return mapping.map(read -> edit.apply(shown(file), read));
    }

    /** Reports files that are not read: their settings would have no effect, and no message would say so. */
    private void strays(Path folder, Set<String> read, String problem) {
        for (Path file : SettingsFolder.files(folder)) {
            if (SettingsText.isSpecial(file)) {
                // Also one that is not read here: others read it.
                problems.add(SettingsText.special(new SourceLocation(shown(file), 0, 0)));
            } else if (!read.contains(file.getFileName().toString())) {
                problems.add(new Problem(new SourceLocation(shown(file), 0, 0), "", problem));
            }
        }
    }

    private String shown(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
