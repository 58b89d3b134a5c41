package groundplan.extension;

import groundplan.catalogue.Kinds;
import groundplan.kernel.Kind;
import groundplan.kernel.KindProvider;
import groundplan.kernel.SystemProvider;
import groundplan.settings.CodeLocation;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The providers in a repository's code, and what they provide. */
final class Providers {
    private static final String SERVICES = "META-INF/services/";
    /** Each entry of a file of services that is wrong makes one error, and the search goes on behind it. */
    private static final int MOST_ERRORS = 100;

    private final ModulesFolder modules;
    private final ClassLoader loader;
    private final List<Problem> problems = new ArrayList<>();

    Providers(ModulesFolder modules, ClassLoader loader) {
        this.modules = modules;
        this.loader = loader;
    }

    /**
     * What they provide.
     *
     * @param digest the digest of the code
     * @throws InvalidSettings with everything that is wrong
     */
    Extension provided(String digest) throws InvalidSettings {
        List<Kind<?, ?>> kinds = kinds(load(KindProvider.class), digest);
        SortedMap<String, SystemProvider> systems = systems(load(SystemProvider.class));
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems, "in " + CodeLocation.FOLDER + "/");
        }
        return new Extension(kinds, systems);
    }

    private List<Kind<?, ?>> kinds(List<KindProvider> providers, String digest) {
        Map<String, KindProvider> named = new TreeMap<>();
        List<Kind<?, ?>> kinds = new ArrayList<>();
        for (KindProvider provider : providers) {
            for (Kind<?, ?> kind : asked(provider, KindProvider::kinds).orElse(List.of())) {
                List<String> wrong = kind == null ? List.of("kinds() contains null") : KindCheck.problems(kind);
                wrong.forEach(
                        problem -> problems.add(new Problem(CodeLocation.fileOf(provider.getClass()), "", problem)));
                if (wrong.isEmpty() && isNew(kind, provider, named)) {
                    kinds.add(kind.ofCode(digest));
                }
            }
        }
        kinds.sort(Comparator.comparing(Kind::name));
        return List.copyOf(kinds);
    }

    private SortedMap<String, SystemProvider> systems(List<SystemProvider> providers) {
        SortedMap<String, SystemProvider> systems = new TreeMap<>();
        for (SystemProvider provider : providers) {
            asked(provider, SystemProvider::name).ifPresent(name -> {
                SystemProvider other = systems.putIfAbsent(name, provider);
                if (other != null) {
                    problems.add(new Problem(
                            CodeLocation.fileOf(provider.getClass()),
                            "",
                            "system '" + name + "' of " + name(provider) + ": " + name(other)
                                    + " defines a system of this name too; rename one"));
                }
            });
        }
        return systems;
    }

    private boolean isNew(Kind<?, ?> kind, KindProvider provider, Map<String, KindProvider> named) {
        KindProvider other = named.putIfAbsent(kind.name(), provider);
        Optional<Kind<?, ?>> builtIn = Kinds.all().stream()
                .filter(known -> known.name().equals(kind.name()))
                .findFirst();
        String clash = builtIn.isPresent()
                ? "a built-in kind, " + builtIn.get().summary() + ", has this name"
                : other == null ? "" : name(other) + " provides a kind of this name too";
        if (!clash.isEmpty()) {
            problems.add(new Problem(
                    CodeLocation.fileOf(provider.getClass()),
                    "",
                    "kind '" + kind.name() + "' of " + name(provider) + ": " + clash + "; rename one"));
        }
        return clash.isEmpty();
    }

    private <P, V> Optional<V> asked(P provider, Function<P, V> question) {
        try {
            V answer = question.apply(provider);
            if (answer == null) {
                problems.add(
                        new Problem(CodeLocation.fileOf(provider.getClass()), "", name(provider) + " returns null"));
            }
            return Optional.ofNullable(answer);
        } catch (RuntimeException | LinkageError e) {
            problems.add(failed(provider.getClass(), e));
            return Optional.empty();
        }
    }

    private static Problem failed(Class<?> provider, Throwable failure) {
        return new Problem(
                CodeLocation.of(failure).orElseGet(() -> CodeLocation.fileOf(provider)),
                "",
                provider.getName() + " failed: " + CodeLocation.innermost(failure));
    }

    /** The providers that the files of services name. */
    private <P> List<P> load(Class<P> service) {
        List<P> found = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        Iterator<P> all = ServiceLoader.load(service, loader).iterator();
        for (int errors = 0; errors < MOST_ERRORS; ) {
            try {
                if (!all.hasNext()) {
                    break;
                }
                found.add(all.next());
            } catch (ServiceConfigurationError e) {
                errors++;
                refused.add(String.valueOf(e.getMessage()));
                problems.add(new Problem(
                        CodeLocation.of(e)
                                .orElseGet(() -> new SourceLocation(
                                        CodeLocation.FOLDER + "/" + SERVICES + service.getName(), 0, 0)),
                        "",
                        e.getCause() == null
                                ? e.getMessage()
                                : CodeLocation.innermost(e).toString()));
            }
        }
        unnamed(service, found, refused);
        return found;
    }

    /** A provider that no file of services names would have no effect, and nothing would say so. */
    private <P> void unnamed(Class<P> service, List<P> found, Set<String> refused) {
        Set<Class<?>> named = new HashSet<>();
        found.forEach(provider -> named.add(provider.getClass()));
        for (String source : modules.sources().keySet()) {
            String name =
                    source.substring(0, source.length() - ".java".length()).replace('/', '.');
            Optional<Class<?>> type = type(name);
            if (type.isPresent()
                    && service.isAssignableFrom(type.get())
                    && !Modifier.isAbstract(type.get().getModifiers())
                    && !named.contains(type.get())
                    && refused.stream().noneMatch(error -> error.contains(name))) {
                problems.add(new Problem(
                        new SourceLocation(CodeLocation.FOLDER + "/" + source, 0, 0),
                        "",
                        "is a " + service.getSimpleName() + " that is not registered; add the line " + name + " to "
                                + CodeLocation.FOLDER + "/" + SERVICES + service.getName()));
            }
        }
    }

    /** Without running any of its code. */
    private Optional<Class<?>> type(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError other) {
            // package-info, or a file whose class has another name.
            return Optional.empty();
        }
    }

    private static String name(Object provider) {
        return provider.getClass().getName();
    }
}
