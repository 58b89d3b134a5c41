package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.plan.PlannableUnit;

/**
 * A unit of a tree.
 *
 * @param unit the unit as it is planned
 * @param backend where its state is: Terraform's {@code backend} block
 */
public record TreeUnit(PlannableUnit unit, JsonNode backend) {}
