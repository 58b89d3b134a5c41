package groundplan.pricing;

/** The price table does not say what something costs. */
public final class NoPrice extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoPrice(String message) {
        super(message);
    }
}
