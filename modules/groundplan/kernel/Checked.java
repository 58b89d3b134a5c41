package groundplan.kernel;

/** Settings with rules that span more than one key. */
public interface Checked {
    /** Reports every rule that these settings violate. Called once all keys have a valid type and range. */
    void check(Check check);
}
