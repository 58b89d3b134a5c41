package groundplan.parts;

import groundplan.kernel.UnitContext;

/**
 * ARNs of what belongs to the environment by its name.
 *
 * @param context the environment
 */
public record Prefix(UnitContext context) {
    /** Roles, policies and the like of IAM: {@code role}, {@code policy}, {@code instance-profile}. */
    public String iam(String type) {
        return iam(type, names());
    }

    /** One thing of IAM. */
    public String iam(String type, String name) {
        return "arn:aws:iam::" + context.accountId() + ":" + type + "/" + name;
    }

    /** The beginning of all physical names, with the rest left open. */
    public String names() {
        return context.name("*");
    }

    /** Things of another service, in whichever region. */
    public String any(String service, String resource) {
        return "arn:aws:" + service + ":*:" + context.accountId() + ":" + resource;
    }
}
