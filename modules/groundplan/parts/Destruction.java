package groundplan.parts;

import groundplan.kernel.Check;

/** What the settings of a bucket say of its end. */
public final class Destruction {
    private Destruction() {}

    /** Reports a bucket that Terraform must not destroy and is to empty first. */
    public static void check(boolean preventDestroy, boolean forceDestroy, Check check) {
        check.that(
                !(preventDestroy && forceDestroy),
                "force_destroy",
                "prevent_destroy forbids what this prepares; choose one");
    }
}
