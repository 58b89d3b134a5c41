package groundplan.parts;

/**
 * The user of a cache whose password somebody else makes.
 *
 * @param unit the cache's unit, by the name that the settings give it
 * @param id the user's id, and its name
 * @param arn the user's ARN
 * @param host the name that clients connect to, with TLS
 * @param port the cache's port
 * @param securityGroupId the group in front of the cache
 */
public record CacheUser(String unit, String id, String arn, String host, String port, String securityGroupId) {}
