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
        /** Data is lost permanently, or all of its backups are. */
        DATA_LOSS("data loss"),
        /** What exists can no longer be used, or no longer be administered. */
        LOCK_OUT("lock-out"),
        /** Somebody gets access or permissions that they did not have before. */
        EXPOSURE("exposure"),
        /** AWS will refuse to delete it because others use it, so that the apply fails. */
        IN_USE("still in use"),
        /** AWS will refuse to create it, because something else still has its name or what else identifies it. */
        COLLISION("collision"),
        /** AWS will refuse to delete it because its deletion protection is on, so that the apply fails. */
        DELETION_PROTECTED("deletion protected"),
        /** AWS protects it from deletion, and the apply switches that off before it destroys it, as an allowance says. */
        UNPROTECTED("protection switched off"),
        /** The role that applies the plan lacks a permission, so that the apply fails. */
        NOT_PERMITTED("not permitted"),
        /** It cannot be undone, although nothing is lost. */
        IRREVERSIBLE("no way back"),
        /** A protection is removed, or what would show an attack or a failure. */
        PROTECTION("protection removed"),
        /** A resource that serves requests is unavailable, temporarily or until somebody intervenes. */
        OUTAGE("outage"),
        /** Whether it is a risk depends on a value that is known only during the apply. */
        NOT_KNOWN("not known yet");

        private final String words;

        Weight(String words) {
            this.words = words;
        }

        /** The name for people. */
        public String words() {
            return words;
        }
    }

    static Danger loss(String what) {
        return new Danger(Weight.DATA_LOSS, what);
    }

    static Danger exposure(String what) {
        return new Danger(Weight.EXPOSURE, what);
    }

    static Danger protection(String what) {
        return new Danger(Weight.PROTECTION, what);
    }

    static Danger outage(String what) {
        return new Danger(Weight.OUTAGE, what);
    }

    /** That a value is known only during the apply, so that nobody can say what it does. */
    static Danger notKnown(String argument) {
        return new Danger(Weight.NOT_KNOWN, argument + " changes to a value that is known only during the apply");
    }
}
