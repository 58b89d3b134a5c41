package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclExpression;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A {@code dependency} block.
 *
 * @param block the block
 * @param configPath where the other unit is
 */
record DependencyBlock(HclBlock block, HclExpression configPath) {
    static final String PATH = "config_path";
    static final String ENABLED = "enabled";
    static final String SKIPS = "skip_outputs";
    static final String MOCKS = "mock_outputs";
    static final String COMMANDS = "mock_outputs_allowed_terraform_commands";
    static final String STRATEGY = "mock_outputs_merge_strategy_with_state";
    static final String MERGES = "mock_outputs_merge_with_state";

    private static final Set<String> TOLD = Set.of(PATH, ENABLED, SKIPS, MOCKS, COMMANDS, STRATEGY, MERGES);

    static Optional<DependencyBlock> of(HclBlock block) {
        return block.body().attribute(PATH).map(path -> new DependencyBlock(block, path.expression()));
    }

    /** The name by which the unit reads it. */
    String name() {
        return block.label(0);
    }

    /** Whether it is written that Terragrunt takes its mock outputs and never reads the real ones. */
    boolean onlyMocks() {
        return block.body()
                .attribute(SKIPS)
                .flatMap(found -> JsonExpressions.value(found.expression()))
                .filter(JsonNode::asBoolean)
                .isPresent();
    }

    /** An expression for an object with its arguments, as far as they are written. */
    String arguments() {
        StringJoiner arguments = new StringJoiner(", ", "{ ", " }");
        block.body().attributes().stream()
                .filter(attribute -> TOLD.contains(attribute.name()))
                .forEach(attribute -> arguments.add(attribute.name() + " = (" + text(attribute) + "\n)"));
        return arguments.toString();
    }

    private static String text(HclAttribute attribute) {
        return attribute.expression().range().text();
    }
}
