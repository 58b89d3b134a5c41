package groundplan.settings;

import groundplan.kernel.OncePerAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what two units of an account have and AWS allows only once: records with {@link OncePerAccount}. */
final class AccountConflicts {
    private final List<Problem> problems;
    private final Map<String, Use> uses = new TreeMap<>();

    private AccountConflicts(List<Problem> problems) {
        this.problems = problems;
    }

    /** The first use of a value. */
    private record Use(UnitModel<?, ?> unit, SourceLocation mark) {}

    /** Reports what units of these environments cannot have at the same time. */
    static void check(List<EnvironmentModel> environments, List<Problem> problems) {
        AccountConflicts conflicts = new AccountConflicts(problems);
        EnvironmentModel.units(environments)
                .forEach(unit -> conflicts.visit(
                        unit,
                        unit.settings(),
                        unit.node(),
                        "units." + unit.path().unit()));
    }

    private void visit(UnitModel<?, ?> unit, Object value, Node node, String path) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> visit(unit, present, node, path));
        } else if (value instanceof Map<?, ?> map && node instanceof Node.Mapping mapping) {
            map.forEach((key, entry) -> mapping.get((String) key)
                    .ifPresent(below -> visit(unit, entry, below, Binder.join(path, (String) key))));
        } else if (value instanceof Record settings && node instanceof Node.Mapping mapping) {
            OncePerAccount once = settings.getClass().getAnnotation(OncePerAccount.class);
            if (once != null && unit.environment() != null) {
                use(unit, once.value(), settings, mapping.mark(), path);
            }
            for (RecordShape.Key key : RecordShape.of(settings.getClass()).keys()) {
                if (key.nests()) {
                    mapping.get(key.name())
                            .ifPresent(below -> visit(unit, key.of(settings), below, Binder.join(path, key.name())));
                }
            }
        }
    }

    private void use(UnitModel<?, ?> unit, String what, Record settings, SourceLocation mark, String path) {
        String account = unit.environment().accountId();
        Use first = uses.putIfAbsent(account + " " + settings, new Use(unit, mark));
        if (first != null && !first.unit().path().equals(unit.path())) {
            problems.add(new Problem(
                    mark,
                    path,
                    unit.path() + " has " + what + " that " + first.unit().path() + " has as well (" + first.mark()
                            + "); AWS allows it once in account " + account + ": name another one"));
        }
    }
}
