package groundplan.tree;

import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclProblem;
import groundplan.hcl.NativeBody;
import groundplan.hcl.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a file reads outputs of other units and cannot: what Terragrunt needs before any unit is planned. */
final class RefusedReads {
    private static final String ELSEWHERE =
            "in a whole plan only inputs and the contents of generated files can read an output of another unit";

    /** What would be right, by the type of the block; in blocks that are not named the general sentence is told. */
    private static final Map<String, String> INSTEAD = Map.of(
            "terraform",
            "Terragrunt needs it before anything is planned; give the value to the module as an input",
            "remote_state",
            "the place of a state has to be known before anything is planned; write it without outputs of other units",
            "locals",
            "Terragrunt evaluates local values before it reads outputs; write it into inputs");

    private final List<HclProblem> problems = new ArrayList<>();

    RefusedReads(NativeBody file) {
        file.attributes().stream()
                .filter(attribute -> !attribute.name().equals(OutputRules.INPUTS))
                .forEach(attribute -> refuse(attribute, ELSEWHERE));
        file.blocks().stream()
                .filter(block -> !block.type().equals(OutputRules.DEPENDENCY))
                .forEach(block -> {
                    boolean generate = block.type().equals("generate");
                    refuse(block, generate, INSTEAD.getOrDefault(block.type(), ELSEWHERE));
                });
    }

    List<HclProblem> problems() {
        return problems;
    }

    private void refuse(HclBlock block, boolean generate, String instead) {
        NativeBody inside = (NativeBody) block.body();
        inside.attributes().stream()
                .filter(attribute -> !generate || !attribute.name().equals(GeneratedOutputs.CONTENTS))
                .forEach(attribute -> refuse(attribute, instead));
        inside.blocks().stream()
                // A plan of the whole tree runs no hook.
                .filter(inner -> !Hooks.isHook(inner))
                .forEach(inner -> refuse(inner, false, instead));
    }

    private void refuse(HclAttribute attribute, String instead) {
        References.of(attribute.expression()).stream()
                .filter(reference -> reference.root().equals(OutputRules.DEPENDENCY))
                .forEach(reference -> problems.add(new HclProblem(
                        reference.range(), reference + " is read in " + attribute.name() + ": " + instead)));
    }
}
