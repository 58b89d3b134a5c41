package groundplan.review;

/**
 * One reason to look twice.
 *
 * @param weight how bad it can be
 * @param what what happens, as a sentence without an end
 */
public record Danger(Weight weight, String what) {
    /** How bad it can be, the worst first. */
    public enum Weight {
        /** Data is gone for good, or open to everyone. */
        DATA_LOSS("data loss"),
        /** Somebody can reach or do what they could not before. */
        EXPOSURE("exposure"),
        /** AWS will refuse to delete it, and the apply stops there. */
        IN_USE("still in use"),
        /** A safeguard goes. */
        PROTECTION("protection removed"),
        /** Something that serves requests is away for a while. */
        OUTAGE("outage");

        private final String words;

        Weight(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
