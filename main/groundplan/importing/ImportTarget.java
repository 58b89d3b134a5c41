package groundplan.importing;

import groundplan.kernel.UnitPath;
import groundplan.settings.SourceLocation;

/**
 * A thing that gets an address.
 *
 * @param unit the unit that takes it over
 * @param address its address there
 * @param id the id by which it is imported
 * @param mark where somebody says so
 */
public record ImportTarget(UnitPath unit, String address, String id, SourceLocation mark) {}
