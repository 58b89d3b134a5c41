package groundplan.plan;

import groundplan.kernel.UnitPath;
import java.util.Optional;

/**
 * Something that Terraform warns of when it plans: a warning, or a {@code check} block that fails or cannot be evaluated yet. It
 * does not keep the plan from being applied.
 *
 * @param unit the unit; absent where it is about none
 * @param address what it is about, inside the unit; empty for the unit as a whole
 * @param summary what it says, in a line
 * @param detail what is to be said beside; may be empty or have several lines
 */
public record PlanWarning(Optional<UnitPath> unit, String address, String summary, String detail) {
    /** Where it is, for people; empty where that is not known. */
    public String where() {
        return unit.map(path -> path.region() + "/" + path.unit() + (address.isEmpty() ? "" : " " + address))
                .orElse(address);
    }

    /** Summary and detail as one paragraph. */
    public String text() {
        return summary + (detail.isBlank() ? "" : ": " + detail.strip().replaceAll("\\s+", " "));
    }
}
