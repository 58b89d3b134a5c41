package groundplan.dns;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What the zone publishes.
 *
 * @param zoneId the hosted zone, for records of other units
 * @param zoneName its domain name, without a dot at the end
 * @param nameServers what the parent zone or the registrar delegates to, joined by commas
 */
public record DnsOutputs(String zoneId, String zoneName, String nameServers) {
  static DnsOutputs of(DnsSettings settings, OutputSource from) {
    return new DnsOutputs(
        from.value("zone_id", Shape.HOSTED_ZONE_ID, "Id of the hosted zone."),
        from.value("zone_name", Shape.HOST, "Domain name of the zone."),
        from.value("name_servers", Shape.NAME_SERVERS, "Name servers to delegate to, joined by commas."));
  }
}
