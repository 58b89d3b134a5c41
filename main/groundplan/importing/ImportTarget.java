package groundplan.importing;

import groundplan.kernel.UnitPath;
import groundplan.settings.SourceLocation;

/**
 * An existing resource, and the address at which it is imported.
 *
 * @param unit the unit that imports it
 * @param address its address there
 * @param id the id by which it is imported
 * @param mark the position in the file that lists it
 */
public record ImportTarget(UnitPath unit, String address, String id, SourceLocation mark) {}
