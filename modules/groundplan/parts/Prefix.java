package groundplan.parts;

import groundplan.kernel.UnitContext;

/**
 * ARNs of the environment's resources, by name prefix.
 *
 * @param context the environment
 */
public record Prefix(UnitContext context) {
    /** Roles, policies and the like of IAM: {@code role}, {@code policy}, {@code instance-profile}. */
    public String iam(String type) {
        return iam(type, names());
    }

    /** One IAM resource. */
    public String iam(String type, String name) {
        return "arn:aws:iam::" + context.accountId() + ":" + type + "/" + name;
    }

    /** The pattern of all physical names with the environment's prefix. */
    public String names() {
        return context.name("*");
    }

    /** Resources of another service, in any region. */
    public String any(String service, String resource) {
        return "arn:aws:" + service + ":*:" + context.accountId() + ":" + resource;
    }
}
