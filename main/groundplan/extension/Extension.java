package groundplan.extension;

import groundplan.catalogue.Kinds;
import groundplan.kernel.Kind;
import groundplan.kernel.SystemProvider;
import groundplan.settings.CodeLocation;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a repository's own code adds to Groundplan.
 *
 * @param kinds its kinds, by name
 * @param systems the systems that it defines, by name
 */
public record Extension(List<Kind<?, ?>> kinds, SortedMap<String, SystemProvider> systems) {
    private static final Extension NONE = new Extension(List.of(), Collections.emptySortedMap());

    /** What this process has loaded, by folder and digest: classes of one digest are the same whenever they are asked for. */
    private static final Map<String, Extension> LOADED = new HashMap<>();

    /**
     * Compiles and loads the code in {@code modules/} of a project, unless this process has done so already.
     *
     * @param root the project's folder
     * @param home the folder for caches
     * @param program the folder of Groundplan itself, whose own {@code modules/} is not an extension
     * @throws InvalidSettings when the code cannot be compiled or fails, or when its kinds cannot be used
     */
    public static Extension of(Path root, Path home, Path program) throws InvalidSettings {
        try {
            Optional<ModulesFolder> modules = ModulesFolder.of(root, program);
            return modules.isEmpty() ? NONE : loaded(modules.get(), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the code of a project is compiled with, after its own classes and jars.
     *
     * @throws InvalidSettings when the code cannot be compiled
     */
    public static List<String> classPath(Path root, Path home, Path program) throws IOException, InvalidSettings {
        List<String> found = new ArrayList<>();
        Optional<ModulesFolder> modules = ModulesFolder.of(root, program);
        if (modules.isPresent()) {
            found.add(compiled(modules.get(), modules.get().digest(), home).toString());
            modules.get().jars().values().forEach(jar -> found.add(jar.toString()));
        }
        found.addAll(ClassPath.ofProgram());
        return found;
    }

    private static Path compiled(ModulesFolder modules, String digest, Path home) throws IOException, InvalidSettings {
        return new CompiledModules(home.resolve("cache/kinds")).of(modules, digest);
    }

    /** One at a time: classes that two loaders have loaded are not the same. */
    private static synchronized Extension loaded(ModulesFolder modules, Path home) throws IOException, InvalidSettings {
        String digest = modules.digest();
        String key = modules.folder().toAbsolutePath() + " " + digest;
        Extension known = LOADED.get(key);
        if (known == null) {
            Path classes = compiled(modules, digest, home);
            known = new Providers(modules, loader(modules, classes)).provided(digest);
            LOADED.put(key, known);
        }
        return known;
    }

    /** Not closed: classes are loaded when they are first used, until the process ends. */
    private static ClassLoader loader(ModulesFolder modules, Path classes) throws IOException {
        List<URL> jars = new ArrayList<>();
        for (Path jar : modules.jars().values()) {
            jars.add(jar.toUri().toURL());
        }
        ClassLoader program = Extension.class.getClassLoader();
        ClassLoader libraries = new URLClassLoader(CodeLocation.LIBRARIES, jars.toArray(URL[]::new), program);
        return new URLClassLoader(
                CodeLocation.FOLDER, new URL[] {classes.toUri().toURL()}, libraries);
    }

    /** All kinds that settings may name, by name: Groundplan's and these. */
    public List<Kind<?, ?>> withBuiltIn() {
        if (kinds.isEmpty()) {
            return Kinds.all();
        }
        List<Kind<?, ?>> all = new ArrayList<>(Kinds.all());
        all.addAll(kinds);
        all.sort(Comparator.comparing(Kind::name));
        return List.copyOf(all);
    }

    /** All kinds, and the systems. */
    public SettingsTree.Vocabulary vocabulary() {
        return new SettingsTree.Vocabulary(withBuiltIn(), systems);
    }
}
