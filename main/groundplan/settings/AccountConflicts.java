package groundplan.settings;

import groundplan.kernel.OncePerAccount;
import groundplan.kernel.SnakeCase;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what two units of an account have and AWS allows only once: what has {@link OncePerAccount}. */
final class AccountConflicts {
    private final List<Problem> problems;
    private final Map<String, Use> uses = new TreeMap<>();

    private AccountConflicts(List<Problem> problems) {
        this.problems = problems;
    }

    /** The first use of a value. */
    private record Use(UnitModel<?, ?> unit, SourceLocation mark) {}

    /** Where settings are in the files; a default is where the nearest settings around it are. */
    private record Visited(UnitModel<?, ?> unit, Optional<Node.Mapping> node, SourceLocation mark, String path) {
        Visited below(String key) {
            Optional<Node> value = node.flatMap(mapping -> mapping.get(key));
            return new Visited(
                    unit,
                    value.filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast),
                    value.map(Node::mark).orElse(mark),
                    Binder.join(path, key));
        }
    }

    /** Reports what units of these environments cannot have at the same time. */
    static void check(List<EnvironmentModel> environments, List<Problem> problems) {
        AccountConflicts conflicts = new AccountConflicts(problems);
        EnvironmentModel.units(environments).stream()
                .filter(unit -> unit.environment() != null)
                .forEach(unit -> conflicts.visit(
                        unit.settings(),
                        new Visited(
                                unit,
                                Optional.of(unit.node()),
                                unit.node().mark(),
                                "units." + unit.path().unit())));
    }

    private void visit(Object value, Visited at) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> visit(present, at));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> visit(entry, at.below((String) key)));
        } else if (value instanceof Record settings) {
            OncePerAccount once = settings.getClass().getAnnotation(OncePerAccount.class);
            if (once != null) {
                use(once, settings.toString(), "name another one", at);
            }
            Arrays.stream(settings.getClass().getMethods())
                    .filter(method -> method.isAnnotationPresent(OncePerAccount.class) && is(method, settings))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> single(method, settings, at));
            for (RecordShape.Key key : RecordShape.of(settings.getClass()).keys()) {
                if (key.nests()) {
                    visit(key.of(settings), at.below(key.name()));
                }
            }
        }
    }

    /** Something of which there is only one, whatever else the units say of it. */
    private void single(Method method, Record settings, Visited at) {
        OncePerAccount once = method.getAnnotation(OncePerAccount.class);
        String key = SnakeCase.of(method.getName());
        boolean component = RecordShape.of(settings.getClass()).keys().stream()
                .anyMatch(found -> found.name().equals(key));
        String remedy = once.instead().isEmpty() ? "set this to false in all but one of them" : once.instead();
        use(once, "", remedy, component ? at.below(key) : at);
    }

    private void use(OncePerAccount once, String value, String remedy, Visited at) {
        UnitModel<?, ?> unit = at.unit();
        String where = "account " + unit.environment().accountId()
                + (once.perRegion() ? " and region " + unit.path().region() : "");
        Use first = uses.putIfAbsent(String.join(" ", where, once.value(), value), new Use(unit, at.mark()));
        if (first != null && !first.unit().path().equals(unit.path())) {
            problems.add(new Problem(
                    at.mark(),
                    at.path(),
                    unit.path() + " has " + once.value() + " that "
                            + first.unit().path() + " has as well (" + first.mark() + "); AWS allows it once in "
                            + where + ": " + remedy));
        }
    }

    private static boolean is(Method method, Record settings) {
        try {
            return (boolean) method.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method + " is not that of a public record", e);
        }
    }
}
