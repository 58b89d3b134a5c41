package groundplan.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an apply did, as far as its output shows, even if it was killed.
 *
 * @param output everything that {@code terraform apply -json} printed, cut short if it was killed
 */
public record ApplyEvents(TerraformOutput output) {
    private static final String CREATE = "create";

    /**
     * Whether Terraform ended by itself, successfully or not, and so wrote its state. It reports errors only at the end.
     */
    public boolean ended() {
        // The first event comes before the first action.
        return output.events().isEmpty()
                || !output.errors().isEmpty()
                || output.events().stream()
                        .anyMatch(event -> event instanceof TerraformEvent.ChangeSummary summary
                                && !summary.operation().equals("plan"));
    }

    /** The addresses of the objects with which something was done. */
    public Set<String> changed() {
        Set<String> changed = new TreeSet<>();
        for (TerraformEvent event : output.events()) {
            if (event instanceof TerraformEvent.ApplyComplete complete) {
                changed.add(complete.address());
            }
        }
        return changed;
    }

    /**
     * Objects that were created, or may have been, and are not in the state, in words. An address alone tells nothing: where an object is
     * replaced, the state may still have the old one.
     *
     * @param before the ids of the objects at each address before the apply
     * @param now those that the state has now
     */
    public List<String> lost(Map<String, Set<String>> before, Map<String, Set<String>> now) {
        Map<String, Optional<String>> made = new TreeMap<>();
        for (TerraformEvent event : output.events()) {
            if (event instanceof TerraformEvent.ApplyStart start
                    && start.action().equals(CREATE)) {
                made.put(start.address(), Optional.empty());
            } else if (event instanceof TerraformEvent.ApplyComplete complete
                    && complete.action().equals(CREATE)) {
                made.put(complete.address(), Optional.of(complete.id().orElse("")));
            }
        }
        List<String> lost = new ArrayList<>();
        made.forEach((address, id) -> {
            Set<String> known = new TreeSet<>(now.getOrDefault(address, Set.of()));
            boolean there = id.filter(own -> !own.isEmpty())
                    .map(known::contains)
                    .orElseGet(() -> {
                        known.removeAll(before.getOrDefault(address, Set.of()));
                        return !known.isEmpty();
                    });
            if (!there) {
                lost.add(address + " ("
                        + id.map(own -> own.isEmpty() ? "created" : "created as " + own)
                                .orElse("possibly created")
                        + ")");
            }
        });
        return lost;
    }
}
