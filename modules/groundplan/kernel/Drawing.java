package groundplan.kernel;

/**
 * How diagrams show a unit of a kind that they do not know.
 *
 * @param look its category, which has a color
 * @param label what it is, such as {@code DynamoDB table}; the unit's name is shown below it
 */
public record Drawing(Category look, String label) {
    /** Categories of what is drawn. */
    public enum Category {
        /** In front of the regions. */
        EDGE,
        /** Network ingress and egress. */
        NETWORK,
        /** Code that runs. */
        COMPUTE,
        /** Databases and caches. */
        DATABASE,
        /** Files and objects. */
        STORAGE,
        /** Secrets, keys, parameters. */
        SECRET,
        /** Monitoring. */
        WATCH
    }
}
