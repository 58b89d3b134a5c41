/**
 * A public zone with its fixed records, DNSSEC and a query log. Reads the delegated zones, which may belong to other
 * environments. Its outputs are the zone, for the records of other units, and what its parent zone needs for the
 * delegation.
 */
package groundplan.dns;
