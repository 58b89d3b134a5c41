package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.aws.S3Access;
import groundplan.aws.S3Access.Accounts;
import groundplan.aws.S3Access.Endpoints;
import groundplan.aws.S3Access.Role;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * A state in S3, where a {@code backend "s3"} block keeps it. Only what is known here is read without the engine.
 *
 * @param bucket the bucket
 * @param key the object's key, with that of the workspace
 * @param access how the bucket is reached
 * @see <a href="https://developer.hashicorp.com/terraform/language/backend/s3">Terraform's reference</a>
 */
public record S3Backend(String bucket, String key, S3Access access) {
    /** What says where the state is, and with whose credentials it is read. */
    private static final Set<String> READ = Set.of(
            "access_key",
            "allowed_account_ids",
            "assume_role",
            "bucket",
            "endpoint",
            "endpoints",
            "external_id",
            "forbidden_account_ids",
            "force_path_style",
            "key",
            "profile",
            "region",
            "role_arn",
            "secret_key",
            "session_name",
            "sts_endpoint",
            "token",
            "use_path_style",
            "workspace_key_prefix");

    /** What has a part only in locking and writing, or in what is checked before. */
    private static final Set<String> OF_WRITING = Set.of(
            "acl",
            "dynamodb_endpoint",
            "dynamodb_table",
            "encrypt",
            "iam_endpoint",
            "kms_key_id",
            "max_retries",
            "retry_mode",
            "skip_credentials_validation",
            "skip_metadata_api_check",
            "skip_region_validation",
            "skip_requesting_account_id",
            "skip_s3_checksum",
            "use_lockfile");

    private static final Set<String> ENDPOINTS = Set.of("dynamodb", "iam", "s3", "sso", "sts");
    private static final Set<String> ROLE = Set.of("role_arn", "external_id", "session_name");

    /** Variables that change how AWS is reached, and that are left to the engine. */
    private static final List<String> OF_THE_ENGINE = List.of(
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_SSE_CUSTOMER_KEY",
            "AWS_USE_DUALSTACK_ENDPOINT",
            "AWS_USE_FIPS_ENDPOINT");

    /**
     * The state of a backend block; absent if the block, or the environment, has something that only the engine understands.
     *
     * @param config the arguments of the block
     * @param variables the environment variables
     */
    public static Optional<S3Backend> of(JsonNode config, Map<String, String> variables) {
        Optional<String> region = text(config, "region")
                .or(() -> given(variables, "AWS_REGION"))
                .or(() -> given(variables, "AWS_DEFAULT_REGION"));
        Optional<String> bucket = text(config, "bucket");
        Optional<String> key = text(config, "key");
        JsonNode role = config.path("assume_role").isArray() ? config.at("/assume_role/0") : config.path("assume_role");
        Endpoints endpoints = new Endpoints(
                endpoint(config, variables, "s3", "endpoint"),
                endpoint(config, variables, "sts", "sts_endpoint"),
                config.path("use_path_style").asBoolean()
                        || config.path("force_path_style").asBoolean());
        boolean known = region.isPresent()
                && bucket.isPresent()
                && key.isPresent()
                && (given(variables, "AWS_CA_BUNDLE").isEmpty() || plain(endpoints))
                && OF_THE_ENGINE.stream()
                        .allMatch(name -> given(variables, name).isEmpty())
                && set(config).allMatch(name -> READ.contains(name) || OF_WRITING.contains(name))
                && set(config.path("endpoints")).allMatch(ENDPOINTS::contains)
                && set(role).allMatch(ROLE::contains);
        if (!known) {
            return Optional.empty();
        }
        Optional<Role> assumed = role(role.isObject() ? role : config);
        return Optional.of(new S3Backend(
                bucket.get(),
                inWorkspace(config, variables, key.get()),
                new S3Access(
                        region.get(),
                        text(config, "profile"),
                        keys(config),
                        assumed,
                        endpoints,
                        new Accounts(texts(config, "allowed_account_ids"), texts(config, "forbidden_account_ids")))));
    }

    /** The state's place, for people. */
    public String place() {
        return "s3://" + bucket + "/" + key;
    }

    /** Whether no certificate is looked at, as on an emulator. */
    private static boolean plain(Endpoints endpoints) {
        return Stream.of(endpoints.s3(), endpoints.sts())
                .allMatch(
                        url -> url.filter(set -> "http".equals(set.getScheme())).isPresent());
    }

    private static String inWorkspace(JsonNode config, Map<String, String> variables, String key) {
        return given(variables, "TF_WORKSPACE")
                .filter(name -> !name.equals("default"))
                .map(name -> text(config, "workspace_key_prefix").orElse("env:") + "/" + name + "/" + key)
                .orElse(key);
    }

    private static Optional<Role> role(JsonNode block) {
        return text(block, "role_arn")
                .map(arn ->
                        new Role(arn, text(block, "session_name").orElse("groundplan"), text(block, "external_id")));
    }

    private static Optional<AwsCredentials> keys(JsonNode config) {
        return text(config, "access_key")
                .flatMap(id -> text(config, "secret_key").map(secret -> text(config, "token")
                        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                        .orElseGet(() -> AwsBasicCredentials.create(id, secret))));
    }

    /** In the order in which the engines look: the block, the variable of the service, that of all services. */
    private static Optional<URI> endpoint(
            JsonNode config, Map<String, String> variables, String service, String former) {
        String name = service.toUpperCase(Locale.ROOT);
        return text(config.path("endpoints"), service)
                .or(() -> text(config, former))
                .or(() -> given(variables, "AWS_ENDPOINT_URL_" + name))
                .or(() -> given(variables, "AWS_" + name + "_ENDPOINT"))
                .or(() -> given(variables, "AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    private static Stream<String> set(JsonNode object) {
        return object.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .map(Map.Entry::getKey);
    }

    private static Optional<String> text(JsonNode config, String name) {
        return Optional.of(config.path(name))
                .filter(JsonNode::isValueNode)
                .filter(node -> !node.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    private static Set<String> texts(JsonNode config, String name) {
        Set<String> all = new TreeSet<>();
        config.path(name).forEach(one -> all.add(one.asText()));
        return all;
    }

    private static Optional<String> given(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
