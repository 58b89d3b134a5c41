package groundplan.importids;

/**
 * Which resource a thing is.
 *
 * @param type its resource type
 * @param region where it is; empty for what has no region, or does not say it
 * @param account whose it is; empty where its ARN does not say it
 * @param argument the argument of its type that is its name; empty where only its tags tell it apart
 * @param name its name
 * @param id the id by which Terraform imports it
 */
public record ImportId(String type, String region, String account, String argument, String name, String id) {}
