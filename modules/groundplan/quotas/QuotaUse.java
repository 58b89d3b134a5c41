package groundplan.quotas;

import groundplan.kernel.Quota;
import java.util.SortedMap;

/**
 * What is used of one quota in one place.
 *
 * @param quota the quota
 * @param account the account, 12 digits
 * @param region its region; that of the requests for quotas of a whole account
 * @param subject the zone, or the resource as {@code <unit> <address>}; empty where all of the account or region is counted
 * @param byUnit what each unit adds
 */
public record QuotaUse(Quota quota, String account, String region, String subject, SortedMap<String, Double> byUnit) {

    /** The sum, rounded up. */
    public int total() {
        return (int) Math.ceil(
                byUnit.values().stream().mapToDouble(Double::doubleValue).sum());
    }
}
