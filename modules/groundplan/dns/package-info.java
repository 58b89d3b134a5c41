/**
 * A public zone with its fixed records, signed, every query logged. Reads the zones that it delegates names to, which may
 * belong to other environments; publishes the zone, in which other units put their own records, and what its own parent must
 * say of it.
 */
package groundplan.dns;
