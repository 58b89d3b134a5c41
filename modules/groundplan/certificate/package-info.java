/**
 * A public certificate and the DNS records that prove its names. Reads the zone, unless DNS is elsewhere, or the certificate
 * of another region that has the records already; publishes the certificate once it is valid, and the records.
 */
package groundplan.certificate;
