/**
 * A public zone with its fixed records, signed, every query logged. Reads nothing; publishes the zone, in which other units
 * put their own records.
 */
package groundplan.dns;
