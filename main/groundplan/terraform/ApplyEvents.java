package groundplan.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an apply did, and what that says of an end that nobody saw.
 *
 * @param output all that {@code terraform apply -json} printed, cut short where it was killed
 */
public record ApplyEvents(TerraformOutput output) {
    private static final String CREATE = "create";

    /**
     * Whether Terraform came to its end, a failure included: then it wrote down all that it did. Errors are told at the end
     * alone.
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
     * Objects that were made, or may have been, and that the state does not know, in words.
     *
     * @param known the addresses in the state
     */
    public List<String> lost(Set<String> known) {
        Map<String, String> made = new TreeMap<>();
        for (TerraformEvent event : output.events()) {
            if (event instanceof TerraformEvent.ApplyStart start
                    && start.action().equals(CREATE)) {
                made.put(start.address(), "perhaps made");
            } else if (event instanceof TerraformEvent.ApplyComplete complete
                    && complete.action().equals(CREATE)) {
                made.put(
                        complete.address(),
                        complete.id().map(id -> "made as " + id).orElse("made"));
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
