package groundplan.pricing;

import groundplan.kernel.Setting;

/** Keys, secrets, and auditing of the account. */
public record SecurityUsage(
        @Setting(value = "Thousands of requests to each key.", byDefault = "10", min = 0) double keyRequestsThousands,
        @Setting(value = "Thousands of reads of each secret.", byDefault = "10", min = 0) double secretReadsThousands,
        @Setting(value = "Trails, threat detection, configuration and posture.", byDefault = "{}") AuditUsage audit) {}
