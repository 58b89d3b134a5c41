package groundplan.refactor;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.aws.WorkingRole;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.GuardSettings;
import groundplan.kernel.PromotionSettings;
import groundplan.kernel.StateSettings;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The configuration of an S3 backend as settings, with which the bucket and the lock table are used beside the engine.
 *
 * @param settings the bucket, the table, the region and the role
 * @param variables the environment variables, with the profile, the keys and the endpoint of the backend
 */
public record S3BackendSettings(EnvironmentSettings settings, Map<String, String> variables) {
    /**
     * The arguments that are understood, or that change nothing of where the state and its locks are.
     *
     * @see <a href="https://developer.hashicorp.com/terraform/language/backend/s3">Terraform's documentation</a>
     */
    private static final Set<String> UNDERSTOOD = Set.of(
            "access_key",
            "acl",
            "allowed_account_ids",
            "assume_role",
            "bucket",
            "dynamodb_endpoint",
            "dynamodb_table",
            "encrypt",
            "endpoint",
            "endpoints",
            "external_id",
            "force_path_style",
            "key",
            "kms_key_id",
            "max_retries",
            "profile",
            "region",
            "retry_mode",
            "role_arn",
            "secret_key",
            "session_name",
            "skip_credentials_validation",
            "skip_metadata_api_check",
            "skip_region_validation",
            "skip_requesting_account_id",
            "skip_s3_checksum",
            "token",
            "use_lockfile",
            "use_path_style",
            "workspace_key_prefix");

    /** What of a backend cannot be followed; empty if everything can. */
    public static Optional<String> unknown(JsonNode backend) {
        Set<String> others = new TreeSet<>();
        backend.properties().forEach(entry -> {
            if (!UNDERSTOOD.contains(entry.getKey()) && !entry.getValue().isNull()) {
                others.add(entry.getKey());
            }
        });
        if (!others.isEmpty()) {
            return Optional.of(
                    "its S3 backend has " + String.join(", ", others) + ", which refactor does not know how to follow");
        }
        return endpoints(backend).size() > 1
                ? Optional.of("its S3 backend has different endpoints for S3 and DynamoDB")
                : Optional.empty();
    }

    /**
     * Reads a configuration.
     *
     * @param variables the environment variables of the engine
     */
    public static S3BackendSettings of(JsonNode backend, Map<String, String> variables) {
        Map<String, String> own = new TreeMap<>(variables);
        Map.of(
                        "profile", "AWS_PROFILE",
                        "access_key", "AWS_ACCESS_KEY_ID",
                        "secret_key", "AWS_SECRET_ACCESS_KEY",
                        "token", "AWS_SESSION_TOKEN")
                .forEach((argument, variable) -> text(backend, argument).ifPresent(value -> own.put(variable, value)));
        endpoints(backend).forEach(url -> own.put("AWS_ENDPOINT_URL", url));
        JsonNode given = backend.path("assume_role").isArray()
                ? backend.path("assume_role").path(0)
                : backend.path("assume_role");
        Optional<AssumeRoleSettings> role = text(given, "role_arn")
                .or(() -> text(backend, "role_arn"))
                .map(arn -> new AssumeRoleSettings(
                        arn, arn, text(given, "external_id").or(() -> text(backend, "external_id"))));
        own.put(WorkingRole.VARIABLE, role.isPresent() ? AssumeRoleSettings.APPLY : AssumeRoleSettings.CALLER);
        String region = text(backend, "region")
                .or(() -> Optional.ofNullable(own.get("AWS_REGION")))
                .or(() -> Optional.ofNullable(own.get("AWS_DEFAULT_REGION")))
                .orElse("us-east-1");
        return new S3BackendSettings(
                new EnvironmentSettings(
                        EnvironmentSettings.OPEN_ACCOUNT,
                        region,
                        new StateSettings(
                                backend.path("bucket").asText(),
                                text(backend, "dynamodb_table"),
                                backend.path("use_lockfile").asBoolean(),
                                Optional.of(region),
                                Optional.empty(),
                                text(backend, "kms_key_id")),
                        Unit.PROVIDER_VERSION,
                        Map.of(),
                        role,
                        Optional.empty(),
                        "plain",
                        PromotionSettings.DEFAULT,
                        GuardSettings.DEFAULT,
                        Map.of(),
                        Optional.empty()),
                own);
    }

    private static List<String> endpoints(JsonNode backend) {
        List<String> urls = new ArrayList<>();
        JsonNode given =
                backend.path("endpoints").isArray() ? backend.path("endpoints").path(0) : backend.path("endpoints");
        List.of("s3", "dynamodb").forEach(service -> text(given, service).ifPresent(urls::add));
        List.of("endpoint", "dynamodb_endpoint")
                .forEach(name -> text(backend, name).ifPresent(urls::add));
        return urls.stream().distinct().toList();
    }

    private static Optional<String> text(JsonNode block, String name) {
        return Optional.of(block.path(name).asText("")).filter(text -> !text.isEmpty());
    }
}
