package groundplan.plan;

import groundplan.console.VisibleText;
import groundplan.kernel.UnitPath;
import java.util.Optional;

/**
 * A warning of Terraform's plan, or a {@code check} block that fails or cannot be evaluated yet. It does not prevent an apply.
 *
 * @param unit the unit that it is about, if there is one
 * @param address what it is about, inside the unit; empty for the unit as a whole
 * @param summary the summary, on one line
 * @param detail the detail; may be empty or have several lines
 */
public record PlanWarning(Optional<UnitPath> unit, String address, String summary, String detail) {
    /** What Terraform and providers say is without characters that cannot be seen. */
    public PlanWarning {
        summary = VisibleText.line(summary);
        detail = VisibleText.lines(detail);
    }

    /** The location for people; empty if it is not known. */
    public String where() {
        return unit.map(path -> path.inEnvironment() + (address.isEmpty() ? "" : " " + address))
                .orElse(address);
    }

    /** Summary and detail as one paragraph. */
    public String text() {
        return summary + (detail.isBlank() ? "" : ": " + detail.strip().replaceAll("\\s+", " "));
    }
}
