package groundplan.settings;

import groundplan.kernel.Kind;
import groundplan.kernel.SystemLayers;
import groundplan.kernel.SystemProvider;
import groundplan.kernel.TextForm;
import groundplan.kernel.UnitPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Reads the environments of one system, from its files or from the Java code that defines it. */
final class SystemReader {
    /** Read by the tests of the security controls; it does not affect what is generated. */
    private static final String WAIVERS_FILE = "waivers.yaml";

    private static final String NOT_READ = "is not read: Java code defines the system";

    private final Path root;
    private final List<Kind<?, ?>> kinds;
    /** Edits the content of a file, by its name, before it is used. */
    private final BiFunction<String, Node.Mapping, Node.Mapping> edit;

    final List<Problem> problems = new ArrayList<>();
    /** Exceptions that ended the reading of something; each is also a problem. */
    final List<Throwable> failures = new ArrayList<>();
    /** Paths of environments that exist but have problems, which are already reported. */
    final Set<String> unreadable = new TreeSet<>();

    final List<EnvironmentDraft> found = new ArrayList<>();

    SystemReader(Path root, List<Kind<?, ?>> kinds, BiFunction<String, Node.Mapping, Node.Mapping> edit) {
        this.root = root;
        this.kinds = kinds;
        this.edit = edit;
    }

    /** An exception while something is read is one problem more, and hides no other. */
    void guarded(Path what, Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException | LinkageError e) {
            problems.add(new Problem(whole(what), "", "cannot be read: " + CodeLocation.told(e)));
            failures.add(e);
        }
    }

    /** Reads a system from its folder. */
    SystemReader files(Path system) {
        guarded(system, () -> fromFiles(system));
        return this;
    }

    /** Reads a system that Java code defines. Its folder may exist, for files that are no settings of units. */
    SystemReader code(SystemProvider provider, String name) {
        SourceLocation at = CodeLocation.fileOf(provider.getClass());
        Path folder = root.resolve(SettingsTree.FOLDER).resolve(name);
        if (!UnitPath.isWord(name)) {
            problems.add(new Problem(
                    at, "", "'" + name + "' is not a name for a system: use lower-case words joined by '-'"));
            return this;
        }
        SystemLayers layers = new SystemLayers();
        try {
            provider.define(layers);
        } catch (RuntimeException | LinkageError e) {
            problems.add(new Problem(
                    CodeLocation.of(e).orElse(at),
                    "",
                    provider.getClass().getName() + " failed: " + CodeLocation.innermost(e)));
            return this;
        }
        guarded(folder, () -> fromCode(layers, name, folder, at));
        return this;
    }

    private void fromFiles(Path system) {
        String name = system.getFileName().toString();
        if (!SettingsFolder.exists(system.resolve(SettingsTree.SYSTEM_FILE))) {
            problems.add(new Problem(whole(system), "", "has no " + SettingsTree.SYSTEM_FILE));
            return;
        }
        if (!UnitPath.isWord(name)) {
            problems.add(new Problem(
                    whole(system), "", "is not a valid name for a system: use lower-case words joined by '-'"));
            return;
        }
        List<Path> folders = SettingsFolder.folders(system);
        List<String> names =
                folders.stream().map(folder -> folder.getFileName().toString()).toList();
        beside(system, names, true);
        Optional<Node.Mapping> base = file(system.resolve(SettingsTree.SYSTEM_FILE));
        base.ifPresent(file -> PromotionRules.checkSystem(file, names, problems));
        for (Path environment : folders) {
            guarded(environment, () -> environment(name, base, environment));
        }
    }

    private void fromCode(SystemLayers layers, String name, Path folder, SourceLocation at) {
        List<String> names = List.copyOf(layers.environments().keySet());
        if (Files.isDirectory(folder)) {
            beside(folder, names, false);
            for (Path environment : SettingsFolder.folders(folder)) {
                strays(environment, Set.of(ImportsFile.NAME), NOT_READ);
            }
        }
        Node.Mapping base = JavaLayer.of(layers.system(), at, problems);
        PromotionRules.checkSystem(base, names, problems);
        layers.environments().forEach((environment, layer) -> {
            if (!named(environment, at)) {
                return;
            }
            unreadable.add(name + "/" + environment);
            Node.Mapping own = JavaLayer.of(layer, at, problems);
            PromotionRules.checkEnvironment(own, problems);
            SortedMap<String, Node.Mapping> regions = new TreeMap<>();
            layers.regions(environment).forEach((region, units) -> {
                if (region(region, at)) {
                    regions.put(region, JavaLayer.of(units, at, problems));
                }
            });
            Path imports = folder.resolve(environment).resolve(ImportsFile.NAME);
            built(
                    name,
                    environment,
                    base,
                    own,
                    regions,
                    Files.exists(imports) ? file(imports) : Optional.empty(),
                    imports);
        });
    }

    /** Checks the name of a system, and its files beside those of settings. */
    private void beside(Path system, List<String> names, boolean settings) {
        String name = system.getFileName().toString();
        UnitPath.tooLong(name).ifPresent(problem -> problems.add(new Problem(whole(system), "", problem)));
        Set<String> read =
                new TreeSet<>(Set.of(WAIVERS_FILE, UsageFile.NAME, Allowance.FILE.name(), KnownDrift.FILE.name()));
        if (settings) {
            read.add(SettingsTree.SYSTEM_FILE);
        }
        strays(
                system,
                read,
                settings
                        ? "is not a settings file: " + SettingsTree.SYSTEM_FILE
                                + " is read here, and each environment has a folder of its own"
                        : NOT_READ);
        Path usage = system.resolve(UsageFile.NAME);
        UsageFile.check(usage, shown(usage), names, problems);
        Path allowances = system.resolve(Allowance.FILE.name());
        Allowance.FILE.check(allowances, shown(allowances), name, names, problems);
        Path drift = system.resolve(KnownDrift.FILE.name());
        KnownDrift.FILE.check(drift, shown(drift), name, names, problems);
    }

    private boolean named(String environment, SourceLocation at) {
        if (!UnitPath.isWord(environment)) {
            problems.add(new Problem(
                    at,
                    "",
                    (at.file().endsWith("/" + environment) ? "" : "'" + environment + "' ")
                            + "is not a valid name for an environment: use lower-case words joined by '-'"));
            return false;
        }
        UnitPath.tooLong(environment).ifPresent(problem -> problems.add(new Problem(at, "", problem)));
        return true;
    }

    private boolean region(String region, SourceLocation at) {
        if (!UnitPath.isRegion(region)) {
            problems.add(new Problem(at, "", "'" + region + "' is not a region, nor " + UnitPath.GLOBAL));
            return false;
        }
        if (!region.equals(UnitPath.GLOBAL)) {
            ScalarBinder.problem(TextForm.REGION, region)
                    .ifPresent(problem -> problems.add(new Problem(at, "", problem)));
        }
        return true;
    }

    private void environment(String system, Optional<Node.Mapping> base, Path folder) {
        String name = folder.getFileName().toString();
        if (!named(name, whole(folder))) {
            return;
        }
        unreadable.add(system + "/" + name);
        if (!SettingsFolder.exists(folder.resolve(SettingsTree.ENVIRONMENT_FILE))) {
            problems.add(new Problem(
                    whole(folder),
                    "",
                    "has no " + SettingsTree.ENVIRONMENT_FILE
                            + "; with only 'units: {}' in it, the environment is as system.yaml says"));
            return;
        }
        for (Path nested : SettingsFolder.folders(folder)) {
            problems.add(new Problem(
                    whole(nested),
                    "",
                    "is a folder; a region's settings are one file, " + nested.getFileName() + ".yaml"));
        }
        boolean complete = base.isPresent();
        Optional<Node.Mapping> imports = Optional.empty();
        Optional<Node.Mapping> own = file(folder.resolve(SettingsTree.ENVIRONMENT_FILE));
        own.ifPresent(file -> PromotionRules.checkEnvironment(file, problems));
        Map<String, Node.Mapping> regions = new TreeMap<>();
        for (Path file : SettingsFolder.files(folder)) {
            String region = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            if (file.getFileName().toString().equals(SettingsTree.ENVIRONMENT_FILE)) {
                continue;
            }
            if (file.getFileName().toString().equals(ImportsFile.NAME)) {
                imports = file(file);
                continue;
            }
            if (!file.getFileName().toString().endsWith(".yaml") || !UnitPath.isRegion(region)) {
                problems.add(new Problem(
                        whole(file),
                        "",
                        "is not a settings file: " + SettingsTree.ENVIRONMENT_FILE
                                + ", <region>.yaml, _global.yaml and " + ImportsFile.NAME + " are read here"
                                + (UnitPath.isRegion(region) ? "; rename it to " + region + ".yaml" : "")));
                continue;
            }
            region(region, whole(file));
            Optional<Node.Mapping> read = file(file);
            read.ifPresent(mapping -> regions.put(region, mapping));
            complete &= read.isPresent();
        }
        // If a layer is missing, correct settings in the layers above it would be reported as problems.
        if (complete && own.isPresent()) {
            built(system, name, base.get(), own.get(), regions, imports, folder.resolve(ImportsFile.NAME));
        }
    }

    private void built(
            String system,
            String environment,
            Node.Mapping base,
            Node.Mapping own,
            Map<String, Node.Mapping> regions,
            Optional<Node.Mapping> imports,
            Path importsFile) {
        Node.Mapping adopted = imports.orElse(Node.Mapping.empty(whole(importsFile)));
        new EnvironmentReader(system, environment, kinds, problems)
                .read(base, own, regions)
                .ifPresent(draft -> {
                    unreadable.remove(draft.path());
                    found.add(ImportsFile.onto(draft, adopted, problems));
                });
    }

    /** Empty if the file cannot be read. */
    private Optional<Node.Mapping> file(Path file) {
        Optional<Node.Mapping> mapping = YamlFile.read(file, shown(file), problems);
        mapping.ifPresent(read -> TypedSecrets.check(read, problems));
        return mapping.map(read -> edit.apply(shown(file), read));
    }

    /** Reports files that are not read: their settings would have no effect, and no message would say so. */
    void strays(Path folder, Set<String> read, String problem) {
        for (Path file : SettingsFolder.files(folder)) {
            if (SettingsText.isSpecial(file)) {
                // Also one that is not read here: others read it.
                problems.add(SettingsText.special(whole(file)));
            } else if (!read.contains(file.getFileName().toString())) {
                problems.add(new Problem(whole(file), "", problem));
            }
        }
    }

    private SourceLocation whole(Path file) {
        return new SourceLocation(shown(file), 0, 0);
    }

    private String shown(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
