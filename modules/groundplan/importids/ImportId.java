package groundplan.importids;

/**
 * An existing resource, as identified by its ARN.
 *
 * @param type its resource type
 * @param region its region; empty if it has none, or if the ARN has none
 * @param account its account; empty if the ARN has none
 * @param argument the argument with its name; empty if only its tags identify it
 * @param name its name
 * @param id its Terraform import id
 */
public record ImportId(String type, String region, String account, String argument, String name, String id) {}
