package groundplan.cost;

import groundplan.kernel.UnitPath;
import groundplan.pricing.Estimate;

/**
 * What a unit costs in a month.
 *
 * @param path the unit
 * @param estimate the estimate of its resources
 */
public record UnitCost(UnitPath path, Estimate estimate) {}
