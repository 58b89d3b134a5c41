package groundplan.review;

import groundplan.console.VisibleText;

/**
 * A risk of a change that a reviewer should check.
 *
 * @param weight its severity
 * @param what what happens, as a sentence without a period
 */
public record Danger(Weight weight, String what) {
    /** Names and values in it are on one line, without characters that cannot be seen. */
    public Danger {
        what = VisibleText.line(what);
    }

    /** The severity, the worst first. */
    public enum Weight {
        /** Data is lost permanently. */
        DATA_LOSS("data loss"),
        /** Somebody gets access or permissions that they did not have before. */
        EXPOSURE("exposure"),
        /** AWS will refuse to delete it, so that the apply fails. */
        IN_USE("still in use"),
        /** The role that applies the plan lacks a permission, so that the apply fails. */
        NOT_PERMITTED("not permitted"),
        /** A protection is removed. */
        PROTECTION("protection removed"),
        /** A resource that serves requests is temporarily unavailable. */
        OUTAGE("outage");

        private final String words;

        Weight(String words) {
            this.words = words;
        }

        /** The name for people. */
        public String words() {
            return words;
        }
    }
}
