package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * By what AWS identifies a resource: two objects with the same values of these attributes cannot exist at the same time, or are one and
 * the same, so that the destruction of one destroys the other. The attributes name what the value is unique in, such as the listener of a
 * rule; a type that is not global is unique in its account and region besides.
 */
public final class Identifiers {
    /** In an attribute that is a list, each element identifies. */
    private static final String EACH = "[]";

    private static final Map<String, String> ATTRIBUTES = Effects.of("identifiers.csv");

    /** Attributes that may be absent. */
    private static final List<String> OPTIONAL = List.of("set_identifier", "namespace_id", "custom_suffix");

    /** Types whose identifiers are unique in all regions of an account, or in the world. */
    private static final List<String> GLOBAL = List.of(
            "aws_iam_", "aws_cloudfront_", "aws_route53_", "aws_s3_bucket", "aws_budgets_", "aws_rds_global_cluster");

    /** Types whose identifiers are unique in all accounts. */
    private static final List<String> IN_THE_WORLD = List.of(
            "aws_cloudfront_distribution",
            "aws_cognito_user_pool_domain",
            "aws_iam_account_alias",
            "aws_organizations_account",
            "aws_s3_bucket");

    /** A type of which AWS keeps the name for some time after the destruction, and the argument with the number of days. */
    private static final String LASTING = "aws_secretsmanager_secret";

    private static final String DAYS = "recovery_window_in_days";

    private Identifiers() {}

    /** Whether objects of different accounts cannot have the same identifier either. */
    public static boolean inTheWorld(String type) {
        return IN_THE_WORLD.contains(type);
    }

    /**
     * For how long AWS keeps an object's name after its destruction, in days; 0 for most.
     *
     * @param attributes the object's attributes in its state
     */
    public static int daysKept(String type, JsonNode attributes) {
        return type.equals(LASTING) ? attributes.path(DAYS).asInt() : 0;
    }

    /**
     * An identifier.
     *
     * @param attribute the attribute that may have to be changed, such as {@code priority}
     * @param key equal for two objects that cannot exist at the same time
     */
    public record Identifier(String attribute, String key) {}

    /**
     * The identifiers of an object; none if its type has none in the table, or if one of its attributes is not known.
     *
     * @param region its region
     * @param attributes its attributes, without those that are not known
     */
    public static List<Identifier> of(String type, String region, JsonNode attributes) {
        String known = ResourceChange.known(type);
        String attributesOfType = ATTRIBUTES.getOrDefault(known, "");
        List<String> names = attributesOfType.isEmpty() ? List.of() : List.of(attributesOfType.split(" "));
        List<String> keys = names.isEmpty()
                ? List.of()
                : List.of(known + (GLOBAL.stream().anyMatch(known::startsWith) ? "" : " " + region));
        for (String name : names) {
            List<String> values = values(name, attributes);
            keys = keys.stream()
                    .flatMap(key -> values.stream().map(value -> key + " " + value))
                    .toList();
        }
        String last = names.isEmpty() ? "" : last(names);
        return keys.stream().map(key -> new Identifier(last, key)).toList();
    }

    private static String last(List<String> names) {
        List<String> required =
                names.stream().filter(name -> !OPTIONAL.contains(name)).toList();
        return required.get(required.size() - 1).replace(EACH, "");
    }

    private static List<String> values(String name, JsonNode attributes) {
        if (name.endsWith(EACH)) {
            List<String> values = new ArrayList<>();
            attributes.path(name.replace(EACH, "")).forEach(value -> values.add(value.asText()));
            return values;
        }
        String value = attributes.path(name).asText("");
        return value.isEmpty() && !OPTIONAL.contains(name)
                ? List.of()
                : Stream.of(value).toList();
    }
}
