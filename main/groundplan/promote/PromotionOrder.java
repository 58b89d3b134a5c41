package groundplan.promote;

import groundplan.settings.EnvironmentModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The order in which changes reach the environments of a system, and what may be applied in which. */
public final class PromotionOrder {
    private PromotionOrder() {}

    /** The environments of a system that are in the order, in that order. */
    public static List<EnvironmentModel> of(String system, List<EnvironmentModel> environments) {
        List<EnvironmentModel> own = environments.stream()
                .filter(environment -> environment.system().equals(system))
                .toList();
        List<EnvironmentModel> order = new ArrayList<>();
        own.stream()
                .findFirst()
                .ifPresent(any -> any.settings().promotion().order().forEach(name -> own.stream()
                        .filter(environment -> environment.name().equals(name))
                        .forEach(order::add)));
        return List.copyOf(order);
    }

    /** The environment that changes reach before this one. */
    public static Optional<EnvironmentModel> before(EnvironmentModel environment, List<EnvironmentModel> environments) {
        List<EnvironmentModel> order = of(environment.system(), environments);
        int place = order.stream().map(EnvironmentModel::path).toList().indexOf(environment.path());
        return place > 0 ? Optional.of(order.get(place - 1)) : Optional.empty();
    }

    /**
     * Why a release may not be applied yet; empty when it may.
     *
     * @param release what would be applied
     * @param there what was applied in the environment so far
     * @param before what was applied in the environment before it
     */
    public static List<String> refusals(Release release, Manifest there, Manifest before) {
        List<String> why = new ArrayList<>();
        String applied = before.last().map(last -> last.release().digest()).orElse("");
        if (applied.isEmpty()) {
            why.add(before.environment() + " has not been applied as a whole yet");
        } else if (!applied.equals(release.digest())) {
            why.add("release " + release.digest() + " is not the one that was applied last in " + before.environment()
                    + ", which is " + applied);
        }
        release.values().forEach((key, value) -> {
            boolean kept = there.last()
                    .map(last -> value.equals(last.release().values().get(key)))
                    .orElse(false);
            boolean known = before.applied().stream()
                    .anyMatch(one -> one.release().values().containsKey(key));
            if (!kept && known && !before.ran(key, value)) {
                why.add(key + " = " + value + " was never applied in " + before.environment());
            }
        });
        return why;
    }
}
