package groundplan.settings;

import groundplan.kernel.Nearest;
import java.util.Collection;
import java.util.List;

/** Rules for the promotion order: it names existing environments, and is the same for the whole system. */
final class PromotionRules {
    private static final String KEY = "promotion";

    private PromotionRules() {}

    /** Reports environments in the order that do not exist. */
    static void checkSystem(Node.Mapping system, Collection<String> environments, List<Problem> problems) {
        if (system.get(KEY).orElse(null) instanceof Node.Mapping given
                && given.get("order").orElse(null) instanceof Node.Sequence order) {
            order.items().forEach(item -> {
                if (item instanceof Node.Scalar name && !environments.contains(name.text())) {
                    problems.add(new Problem(
                            name.mark(),
                            KEY + ".order",
                            "the system has no environment '" + name.text() + "'"
                                    + Nearest.hint(name.text(), environments)));
                }
            });
        }
    }

    /** Reports keys in an environment's file that belong in the system's. */
    static void checkEnvironment(Node.Mapping environment, List<Problem> problems) {
        if (environment.get(KEY).orElse(null) instanceof Node.Mapping given) {
            List.of("order", "keys").forEach(key -> {
                if (given.entries().containsKey(key)) {
                    problems.add(new Problem(
                            given.entries().get(key).mark(),
                            KEY + "." + key,
                            "is the same for all environments; set it in system.yaml"));
                }
            });
        }
    }
}
