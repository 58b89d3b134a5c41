package groundplan.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What belongs to a resource is created anew with it. */
class CompanionsTest {
    private static final Pattern WHOLE = Pattern.compile("\\$\\{(aws_\\w+)\\.(\\w+)\\.(\\w+)}");

    /** Arguments that name a resource without belonging to it, or together with another argument that follows it. */
    private static final Set<String> INDEPENDENT = Set.of(
            // The resource_id beside them follows.
            "aws_appautoscaling_policy.scalable_dimension",
            "aws_appautoscaling_policy.service_namespace",
            "aws_appautoscaling_scheduled_action.scalable_dimension",
            "aws_appautoscaling_scheduled_action.service_namespace",
            // Where something is written to: the setting stays on the resource that writes.
            "aws_cloudtrail.s3_bucket_name",
            "aws_cloudtrail.sns_topic_name",
            "aws_config_delivery_channel.s3_bucket_name",
            "aws_s3_bucket_logging.target_bucket",
            // AWS deletes no group that is in use, so that it is not replaced either.
            "aws_db_instance.db_subnet_group_name",
            "aws_db_instance.option_group_name",
            "aws_db_instance.parameter_group_name",
            "aws_elasticache_replication_group.parameter_group_name",
            "aws_elasticache_replication_group.subnet_group_name",
            "aws_elasticache_replication_group.user_group_ids",
            "aws_elasticache_user_group.user_ids",
            "aws_rds_cluster.db_cluster_parameter_group_name",
            "aws_rds_cluster.db_subnet_group_name",
            "aws_rds_cluster_instance.db_subnet_group_name",
            // A replica outlives its source, as a database of its own.
            "aws_db_instance.replicate_source_db",
            // Lambda has its own copy.
            "aws_lambda_function.s3_bucket",
            "aws_lambda_function.s3_key",
            // The zone's id, by way of its key.
            "aws_route53_hosted_zone_dnssec.hosted_zone_id");

    @Test
    @DisplayName("no companion refers to a name that a replacement of its resource would keep")
    void companionsFollowTheirResource() {
        Set<String> left = new TreeSet<>();
        for (UnitDocument document : FullSynthesis.documents()) {
            JsonNode resources = document.json().path("resource");
            resources.properties().forEach(type -> type.getValue().properties().forEach(resource -> resource.getValue()
                    .properties()
                    .forEach(argument -> texts(argument.getValue()).stream()
                            .map(WHOLE::matcher)
                            .filter(Matcher::matches)
                            .filter(reference -> resources
                                    .path(reference.group(1))
                                    .path(reference.group(2))
                                    .has(reference.group(3)))
                            .filter(reference -> !resource.getValue()
                                    .at("/lifecycle/replace_triggered_by")
                                    .toString()
                                    .contains(reference.group(1) + "." + reference.group(2)))
                            .filter(reference -> !INDEPENDENT.contains(type.getKey() + "." + argument.getKey()))
                            // What a function keeps outlives the function: a replaced one must not delete it.
                            .filter(reference -> !resource.getValue()
                                    .path("lifecycle_scope")
                                    .asText()
                                    .equals("CRUD"))
                            .forEach(reference ->
                                    left.add(type.getKey() + "." + argument.getKey() + " of " + reference.group()
                                            + ", as in " + document.unit().path())))));
        }
        assertEquals(Set.of(), left);
    }

    private static Set<String> texts(JsonNode value) {
        Set<String> texts = new TreeSet<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asText()));
        }
        return texts;
    }
}
