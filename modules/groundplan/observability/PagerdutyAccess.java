package groundplan.observability;

import java.util.Optional;

/**
 * What the function that tells PagerDuty works with.
 *
 * @param secretArn the secret with the integration's key
 * @param logsBucket where the access log of its code's bucket goes
 * @param retentionDays how long its log is kept, in days
 */
public record PagerdutyAccess(String secretArn, Optional<String> logsBucket, int retentionDays) {}
