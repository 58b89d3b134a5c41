package groundplan.plan;

import groundplan.console.VisibleText;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;

/**
 * The guards' verdict on a plan.
 *
 * @param refusals why it may not be applied; empty if it may
 * @param notes what does not prevent an apply but deserves attention, such as allowances that are out of date
 */
public record Verdict(List<Refusal> refusals, List<String> notes) {
    /** Names and values in it are on one line, without characters that cannot be seen. */
    public Verdict {
        refusals = List.copyOf(refusals);
        notes = notes.stream().map(VisibleText::line).toList();
    }

    /** No refusals and no notes. */
    public static final Verdict NONE = new Verdict(List.of(), List.of());

    /**
     * A reason why the plan may not be applied.
     *
     * @param unit the unit
     * @param address what it is about, inside the unit; empty for the unit as a whole
     * @param what what would happen, without a full stop
     * @param remedy what to do, without a full stop
     */
    public record Refusal(UnitPath unit, String address, String what, String remedy) {
        public Refusal {
            address = VisibleText.line(address);
            what = VisibleText.line(what);
            remedy = VisibleText.line(remedy);
        }

        /** The location, for people. */
        public String where() {
            return unit.inEnvironment() + (address.isEmpty() ? "" : " " + address);
        }
    }

    /** Whether the plan may not be applied. */
    public boolean refuses() {
        return !refusals.isEmpty();
    }

    /** Both verdicts. */
    public Verdict and(Verdict other) {
        List<Refusal> all = new ArrayList<>(refusals);
        all.addAll(other.refusals);
        List<String> said = new ArrayList<>(notes);
        said.addAll(other.notes);
        return new Verdict(List.copyOf(all), List.copyOf(said));
    }
}
