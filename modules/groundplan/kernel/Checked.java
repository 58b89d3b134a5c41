package groundplan.kernel;

/** Settings with rules that span more than one key. */
public interface Checked {
    /** Reports every rule that these settings break. Called once all keys have the right type and range. */
    void check(Check check);
}
