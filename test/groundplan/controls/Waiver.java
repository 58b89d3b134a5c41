package groundplan.controls;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * One accepted failure.
 *
 * @param check a checkov policy, or {@code row-33} for a rule of our own
 * @param unit the units it is accepted in; {@code *} stands for anything
 * @param address the resources it is accepted on; {@code *} stands for anything
 * @param reason why it is accepted
 * @param owner who answers for it
 * @param expires the last day on which it counts
 */
record Waiver(
        @JsonProperty(required = true) String check,
        @JsonProperty(required = true) String unit,
        @JsonProperty(required = true) String address,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String owner,
        @JsonProperty(required = true) LocalDate expires) {
    private static final int SHORTEST_REASON = 20;
    /** How the reason of a waiver begins that a system's document makes necessary. */
    private static final String REQUIRED = "The text requires it: ";

    Waiver {
        require(check.matches("CKV2?_AWS_\\d+|row-\\d+"), "check", check);
        require(unit.contains("/"), "unit", unit);
        require(!address.isBlank(), "address", address);
        require(reason.strip().length() >= SHORTEST_REASON, "reason", reason);
        require(!owner.isBlank(), "owner", owner);
    }

    /** Whether the system's own document requires what the check refuses: not an unwanted failure, but a decision. */
    boolean requiredByDocument() {
        return check.startsWith(Rule.PREFIX) || reason.startsWith(REQUIRED);
    }

    boolean covers(Finding finding) {
        return check.equals(finding.check()) && matches(unit, finding.unit()) && matches(address, finding.address());
    }

    private static boolean matches(String glob, String text) {
        return Pattern.matches(("\\Q" + glob + "\\E").replace("*", "\\E.*\\Q"), text);
    }

    private static void require(boolean holds, String key, String value) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": '" + value + "' says too little or is not of the right form");
        }
    }
}
