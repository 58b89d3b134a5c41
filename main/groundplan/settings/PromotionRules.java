package groundplan.settings;

import java.util.Collection;
import java.util.List;

/** What the order of environments has to be: of environments that there are, and one for the whole system. */
final class PromotionRules {
    private static final String KEY = "promotion";

    private PromotionRules() {}

    /** Notes what is wrong with the order in a system's file. */
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

    /** Notes what an environment's file says that is the system's to say. */
    static void checkEnvironment(Node.Mapping environment, List<Problem> problems) {
        if (environment.get(KEY).orElse(null) instanceof Node.Mapping given) {
            List.of("order", "keys").forEach(key -> {
                if (given.entries().containsKey(key)) {
                    problems.add(new Problem(
                            given.entries().get(key).mark(),
                            KEY + "." + key,
                            "is the same for all environments; say it in system.yaml"));
                }
            });
        }
    }
}
