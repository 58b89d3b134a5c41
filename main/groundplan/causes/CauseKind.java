package groundplan.causes;

/** What begins a chain of changes. */
public enum CauseKind {
    /** An argument has another value in the configuration than in the state. */
    ARGUMENT("changed in the configuration"),
    /** The object is new in the configuration. */
    ADDED("new in the configuration"),
    /** The object is no longer in the configuration. */
    REMOVED("no longer in the configuration"),
    /** An argument was changed outside of Terraform, and is set back. */
    CHANGED_OUTSIDE("changed outside of Terraform"),
    /** The object was deleted outside of Terraform, and is created again. */
    DELETED_OUTSIDE("deleted outside of Terraform"),
    /** A run failed after it had created the object, or somebody marked it: it is replaced. */
    TAINTED("marked as tainted"),
    /** Its replacement was asked for on the command line. */
    REQUESTED("its replacement was asked for"),
    /** The configuration does not set what differs: a default is another one, in another version of the provider for example. */
    PROVIDER("set by the provider");

    private final String words;

    CauseKind(String words) {
        this.words = words;
    }

    /** In words, as the end of a sentence that begins with the object or the argument. */
    public String words() {
        return words;
    }
}
