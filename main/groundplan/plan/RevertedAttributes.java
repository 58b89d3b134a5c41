package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.AttributePath;
import groundplan.address.AttributePath.NameStep;
import groundplan.redact.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the attributes that a refresh found changed count as drift: what an apply would change back, so also a tag or a variable
 * that was added and a default tag that was removed, and what the settings set and tell Terraform to ignore.
 */
final class RevertedAttributes {
    private static final String TAGS = "tags";
    private static final String ALL_TAGS = "tags_all";

    private final Optional<JsonNode> planned;
    private final Predicate<AttributePath> set;
    private final Predicate<AttributePath> ignored;
    private final List<AttributePath> reverted;

    /**
     * @param planned the planned change of the resource; absent in a plan that only refreshes
     * @param set whether the settings set an attribute
     * @param ignored whether Terraform ignores changes of it
     */
    RevertedAttributes(Optional<JsonNode> planned, Predicate<AttributePath> set, Predicate<AttributePath> ignored) {
        this.planned = planned;
        this.set = set;
        this.ignored = ignored;
        // What is known only after the apply says nothing about the value that was found.
        this.reverted = planned.map(change -> AttributeChange.of(change, change, Redactor.named()).stream()
                        .filter(one -> !AttributeChange.UNKNOWN.equals(one.after()))
                        .map(AttributeChange::path)
                        .toList())
                .orElse(List.of());
    }

    /** Those that count, each once. */
    List<AttributeChange> of(List<AttributeChange> found) {
        return once(found.stream().filter(one -> counts(one.path())).toList());
    }

    private boolean counts(AttributePath path) {
        if (planned.isEmpty() || planned.get().path("after").isNull()) {
            return set.test(path);
        }
        return set.test(path) && ignored.test(path)
                || reverted.stream().anyMatch(change -> change.startsWith(path) || path.startsWith(change));
    }

    /**
     * The provider lists a tag in {@code tags} and in {@code tags_all}, and in the first without a value that is the provider's
     * default.
     */
    private static List<AttributeChange> once(List<AttributeChange> changes) {
        Map<AttributePath, AttributeChange> all = new LinkedHashMap<>();
        changes.forEach(one -> all.put(one.path(), one));
        List<AttributeChange> kept = new ArrayList<>();
        changes.forEach(one -> {
            if (!one.path().attribute().equals(ALL_TAGS) || !all.containsKey(renamed(one.path(), TAGS))) {
                AttributeChange whole = one.path().attribute().equals(TAGS)
                        ? all.getOrDefault(renamed(one.path(), ALL_TAGS), one)
                        : one;
                kept.add(new AttributeChange(one.path(), whole.before(), whole.after(), one.forcesReplacement()));
            }
        });
        return List.copyOf(kept);
    }

    private static AttributePath renamed(AttributePath path, String attribute) {
        List<AttributePath.PathStep> steps = new ArrayList<>(path.steps());
        steps.set(0, new NameStep(attribute));
        return new AttributePath(steps);
    }
}
