package groundplan.controls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.synth.UnitDocument;

/**
 * A unit of the live tree and what Terraform would make of it in an empty account.
 *
 * @param document what was synthesized
 * @param live its {@code main.tf.json}
 * @param plan its plan, in the form of {@code terraform show -json}; addresses are those of the unit on its own
 */
record PlannedUnit(UnitDocument document, ObjectNode live, ObjectNode plan) {
    UnitPath path() {
        return document.unit().path();
    }
}
