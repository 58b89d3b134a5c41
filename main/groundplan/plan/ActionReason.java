package groundplan.plan;

import java.util.Map;

/** Terraform's reasons for an action, in words that follow the action. */
final class ActionReason {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(Tally.REPLACED_BECAUSE_TAINTED, "because it is tainted"),
            Map.entry("replace_because_cannot_update", "because it cannot be updated in place"),
            Map.entry("replace_by_request", "because the command asks for it"),
            Map.entry("replace_by_triggers", "because replace_triggered_by names something that changes"),
            Map.entry("delete_because_no_resource_config", "because it is not in the configuration"),
            Map.entry("delete_because_no_module", "because its module is not in the configuration"),
            Map.entry("delete_because_wrong_repetition", "because count or for_each was added or removed"),
            Map.entry("delete_because_count_index", "because its index is out of the range of count"),
            Map.entry("delete_because_each_key", "because its key is not in for_each"),
            Map.entry("delete_because_no_move_target", "because it was moved to an address that is not configured"),
            Map.entry("instance_count_unknown", "because the number of its instances is known only after the apply"),
            Map.entry("resource_config_unknown", "because its configuration is known only after the apply"),
            Map.entry("provider_config_unknown", "because its provider's configuration is known only after the apply"),
            Map.entry("absent_prereq", "because something that it needs does not exist yet"),
            Map.entry("deferred_prereq", "because something that it needs is deferred"));

    private ActionReason() {}

    /** A reason in words; one that is not known here as Terraform writes it. */
    static String words(String reason) {
        return WORDS.getOrDefault(reason, "because of " + reason.replace('_', ' '));
    }
}
