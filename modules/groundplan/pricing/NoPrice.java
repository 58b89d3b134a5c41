package groundplan.pricing;

/** The price table has no price for something. */
public final class NoPrice extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoPrice(String message) {
        super(message);
    }
}
