package groundplan.dnsrecord;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * The outputs of the unit.
 *
 * @param recordNames the full name of each record
 * @param healthCheckIds by health check
 */
public record DnsRecordOutputs(Map<String, String> recordNames, Map<String, String> healthCheckIds) {
    static DnsRecordOutputs of(DnsRecordSettings settings, OutputSource from) {
        return new DnsRecordOutputs(
                from.values("record_names", settings.records().keySet(), Shape.HOST, "Full names of the records."),
                from.values(
                        "health_check_ids",
                        settings.healthChecks().keySet(),
                        Shape.RESOURCE_ID,
                        "Ids of the health checks."));
    }
}
