package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/**
 * How AWS's protection from deletion is switched off for a type of resource, where one argument is all that an update has to set.
 *
 * @param type the resource type
 * @param argument the argument that protects it
 * @param on its value with protection
 * @param off its value without
 * @param required other arguments that the provider wants to see in a block of this type
 */
public record ProtectionSwitch(String type, String argument, String on, JsonNode off, List<String> required) {
    private static final String RDS = "deletion_protection";

    private static final List<ProtectionSwitch> ALL = List.of(
            flag("aws_cloudtrail_event_data_store", "termination_protection_enabled", "name"),
            new ProtectionSwitch("aws_cognito_user_pool", RDS, "ACTIVE", TextNode.valueOf("INACTIVE"), List.of("name")),
            flag("aws_db_instance", RDS, "instance_class"),
            flag("aws_docdb_cluster", RDS),
            flag("aws_docdb_global_cluster", RDS, "global_cluster_identifier"),
            flag("aws_dynamodb_table", "deletion_protection_enabled", "name"),
            flag("aws_alb", "enable_deletion_protection", "subnets"),
            flag("aws_lb", "enable_deletion_protection", "subnets"),
            flag("aws_neptune_cluster", RDS),
            flag("aws_neptune_global_cluster", RDS, "global_cluster_identifier"),
            flag("aws_qldb_ledger", RDS, "permissions_mode"),
            flag("aws_rds_cluster", RDS, "engine"),
            flag("aws_rds_global_cluster", RDS, "global_cluster_identifier"));

    private static ProtectionSwitch flag(String type, String argument, String... required) {
        return new ProtectionSwitch(type, argument, "true", BooleanNode.FALSE, List.of(required));
    }

    /** That of a type; empty if nobody here knows how. */
    public static Optional<ProtectionSwitch> of(String type) {
        return ALL.stream().filter(known -> known.type.equals(type)).findFirst();
    }

    /** Whether a resource with these attributes is protected. */
    public boolean protects(JsonNode attributes) {
        return attributes.path(argument).asText().equals(on);
    }

    /** Whether a refusal to delete is gone once the protection is switched off. */
    public boolean switchesOff(Danger danger) {
        return danger.weight() == Danger.Weight.DELETION_PROTECTED
                && !danger.what().startsWith(DeletionProtection.BY_PROVIDER);
    }

    /** What a plan says of a resource whose protection its apply switches off first. */
    public Danger used() {
        return new Danger(
                Danger.Weight.UNPROTECTED,
                argument + " is " + on + ": the same apply switches it off first, and then destroys it");
    }
}
