package groundplan.parts;

/**
 * A user of a cache whose password is set outside the cache's unit.
 *
 * @param unit the cache's unit, as the settings name it
 * @param id the user's id, which is also its name
 * @param arn the user's ARN
 * @param host the host name that clients connect to, with TLS
 * @param port the cache's port
 * @param securityGroupId the cache's security group
 */
public record CacheUser(String unit, String id, String arn, String host, String port, String securityGroupId) {}
