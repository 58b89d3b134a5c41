package groundplan.states;

/** A state that cannot be planned with; its message says why and what helps. */
public final class UnreadableState extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableState(String message) {
        super(message);
    }
}
