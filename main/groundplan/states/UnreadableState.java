package groundplan.states;

/** A state that cannot be used for a plan; the message says why and what to do. */
public final class UnreadableState extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableState(String message) {
        super(message);
    }
}
