package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclExpression;
import java.util.Optional;

/**
 * A {@code dependency} block.
 *
 * @param block the block
 * @param configPath where the other unit is
 */
record DependencyBlock(HclBlock block, HclExpression configPath) {
    static Optional<DependencyBlock> of(HclBlock block) {
        return block.body().attribute("config_path").map(path -> new DependencyBlock(block, path.expression()));
    }

    /** The name by which the unit reads it. */
    String name() {
        return block.label(0);
    }

    /** Whether Terragrunt takes its mock outputs and never reads the real ones. */
    boolean onlyMocks() {
        return set("skip_outputs");
    }

    /** An expression for whether it is enabled. */
    String enabled() {
        return block.body()
                .attribute("enabled")
                .map(attribute -> attribute.expression().range().text())
                .orElse("true");
    }

    /** Whether it is written with {@code enabled = false}. */
    boolean disabled() {
        return block.body()
                .attribute("enabled")
                .flatMap(attribute -> JsonExpressions.value(attribute.expression()))
                .filter(value -> !value.asBoolean(true))
                .isPresent();
    }

    private boolean set(String attribute) {
        return block.body()
                .attribute(attribute)
                .flatMap(found -> JsonExpressions.value(found.expression()))
                .filter(JsonNode::asBoolean)
                .isPresent();
    }
}
