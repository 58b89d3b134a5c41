package groundplan.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /**
     * Objects that were created, or may have been, and are not in the state, in words.
     *
     * @param known the addresses in the state
     */
    public List<String> lost(Set<String> known) {
        Map<String, String> made = new TreeMap<>();
        for (TerraformEvent event : output.events()) {
            if (event instanceof TerraformEvent.ApplyStart start
                    && start.action().equals(CREATE)) {
                made.put(start.address(), "possibly created");
            } else if (event instanceof TerraformEvent.ApplyComplete complete
                    && complete.action().equals(CREATE)) {
                made.put(
                        complete.address(),
                        complete.id().map(id -> "created as " + id).orElse("created"));
            }
        }
        List<String> lost = new ArrayList<>();
        made.forEach((address, how) -> {
            if (!known.contains(address)) {
                lost.add(address + " (" + how + ")");
            }
        });
        return lost;
    }
}
