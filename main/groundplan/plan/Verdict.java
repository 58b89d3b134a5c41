package groundplan.plan;

import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;

/**
 * What the guards of an environment say of a plan.
 *
 * @param refusals why it may not be applied; it may when there are none
 * @param notes what they leave to people: allowances that are out of date, reads that end
 */
public record Verdict(List<Refusal> refusals, List<String> notes) {
    /** Nothing to say. */
    public static final Verdict NONE = new Verdict(List.of(), List.of());

    /**
     * A reason against the plan.
     *
     * @param unit the unit
     * @param address what it is about, inside the unit; empty for the unit as a whole
     * @param what what would happen, as a sentence without an end
     * @param remedy what to do, as a sentence without an end
     */
    public record Refusal(UnitPath unit, String address, String what, String remedy) {
        /** Where it is, for people. */
        public String where() {
            return unit.region() + "/" + unit.unit() + (address.isEmpty() ? "" : " " + address);
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
