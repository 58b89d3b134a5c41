package groundplan.tree;

import groundplan.hcl.HclText;

/** What stands for an output that Terragrunt would not have: an expression that fails, and that {@code try} catches. */
final class AbsentOutput {
    private AbsentOutput() {}

    /** An expression that fails with a reason. */
    static String because(String reason) {
        return "tonumber(" + HclText.quoted(reason) + ")";
    }
}
