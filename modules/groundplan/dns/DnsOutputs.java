package groundplan.dns;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of a zone.
 *
 * @param zoneId the hosted zone, for records of other units
 * @param zoneName its domain name, without a trailing dot
 * @param nameServers the name servers for the delegation in the parent zone or at the registrar, joined by commas
 * @param dsRecord the DS record for the parent zone or the registrar; absent when the zone is not signed
 * @param healthCheckIds by health check
 */
public record DnsOutputs(
        String zoneId,
        String zoneName,
        String nameServers,
        Optional<String> dsRecord,
        Map<String, String> healthCheckIds) {
    static DnsOutputs of(DnsSettings settings, OutputSource from) {
        return new DnsOutputs(
                from.value("zone_id", Shape.HOSTED_ZONE_ID, "Id of the hosted zone."),
                from.value("zone_name", Shape.HOST, "Domain name of the zone."),
                from.value("name_servers", Shape.NAME_SERVERS, "Name servers to delegate to, joined by commas."),
                settings.dnssec()
                        ? Optional.of(from.value(
                                "ds_record",
                                Shape.DS_RECORD,
                                "DS record of the signing key, for the parent zone or the registrar."))
                        : Optional.empty(),
                from.values(
                        "health_check_ids",
                        settings.healthChecks().keySet(),
                        Shape.RESOURCE_ID,
                        "Ids of the health checks, for failover records."));
    }
}
