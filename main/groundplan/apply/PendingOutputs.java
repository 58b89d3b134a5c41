package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Outputs that a unit reads from units which a run does not apply, and which their states do not have: Terraform would fail on them. */
final class PendingOutputs {
    private PendingOutputs() {}

    /**
     * Why a unit cannot be applied; empty if all that it reads is there, or is going to be.
     *
     * @param own the units of the environment
     * @param applied the units that are applied before it
     * @param states the states of the environment
     */
    static Optional<String> of(
            UnitDocument unit, Set<UnitPath> own, Set<UnitPath> applied, Map<UnitPath, StateFile> states) {
        return unit.template().references().stream()
                .filter(read -> own.contains(read.unit()) && !applied.contains(read.unit()))
                .filter(read -> !has(states.get(read.unit()), read))
                .findFirst()
                .map(read -> "it reads " + read.output() + " of " + read.unit()
                        + ", which is not in the state yet: plan again with --unit "
                        + read.unit().inEnvironment()
                        + ", which also plans the units that read it");
    }

    private static boolean has(StateFile state, OutputReference read) {
        if (state == null) {
            return false;
        }
        JsonNode value = state.output(read.output());
        return !value.isMissingNode()
                && read.keys().stream().noneMatch(key -> value.path(key).isMissingNode());
    }
}
