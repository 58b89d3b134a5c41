package groundplan.parts;

import groundplan.kernel.Check;

/** The settings on destroying a bucket. */
public final class Destruction {
    private Destruction() {}

    /** Reports a bucket that has both prevent_destroy and force_destroy. */
    public static void check(boolean preventDestroy, boolean forceDestroy, Check check) {
        check.that(
                !(preventDestroy && forceDestroy),
                "force_destroy",
                "this prepares for a destroy that prevent_destroy forbids; set only one of them");
    }
}
