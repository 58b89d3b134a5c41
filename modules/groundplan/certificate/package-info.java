/**
 * A public certificate and the DNS records for its validation. Reads the zone, unless DNS is managed elsewhere, or the
 * certificate of another region whose unit already manages the records. Its outputs are the validated certificate and
 * the records.
 */
package groundplan.certificate;
