package groundplan.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The override file that points a configuration at an emulator; {@code emulator.hcl} writes the same for units. */
public final class EmulatorOverride {
    /** Its name, next to the configuration. */
    public static final String FILE = "emulator_override.tf.json";

    /** The form of an account's id. */
    private static final String ACCOUNT = "[0-9]{12}";

    /** The variable that names an emulator. */
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /** The accounts that emulators report if they ignore the access key. */
    private static final String[] EMULATED = {"123456789012", "000000000000"};

    private EmulatorOverride() {}

    /**
     * The override for every provider of a configuration.
     *
     * @param accountId the environment's account; empty if it names none, and the caller's key is kept
     * @param variables the environment variables, which name the emulator
     */
    public static ObjectNode of(JsonNode configuration, String accountId, Map<String, String> variables) {
        ObjectNode override = TerraformJson.object();
        String endpoint = variables.get(ENDPOINT);
        configuration.path("provider").path("aws").forEach(provider -> {
            ObjectNode aws = override.withObjectProperty("provider")
                    .withArrayProperty("aws")
                    .addObject();
            if (provider.has("alias")) {
                aws.set("alias", provider.get("alias"));
            }
            String own = provider.path("access_key").asText();
            boolean named = own.matches(ACCOUNT);
            if (named) {
                // A provider that names an account keeps it.
                aws.put("access_key", own).put("secret_key", "emulator");
            } else {
                identify(aws, accountId, variables);
            }
            aws.put("max_retries", 5)
                    .put("s3_use_path_style", true)
                    .put("skip_credentials_validation", true)
                    .put("skip_metadata_api_check", true);
            // Requests to a host name that begins with the account id, such as for S3's account-level public access
            // block,
            // reach the emulator only through a proxy.
            aws.put("http_proxy", endpoint).put("https_proxy", endpoint);
            String account = named ? own : accountId;
            if (!account.isEmpty()) {
                // A tree may have providers of several accounts, each with a role of its own.
                ArrayNode allowed = allow(aws, account);
                provider.path("allowed_account_ids").forEach(other -> {
                    if (!other.asText().equals(account)) {
                        allowed.add(other);
                    }
                });
            }
        });
        return override;
    }

    /** Lets an S3 backend, or the lookup of a state, use the same account and role as the providers. */
    public static void credentials(ObjectNode s3, EnvironmentSettings environment, Map<String, String> variables) {
        String accountId = environment.accountId();
        identify(s3, accountId, variables);
        WorkingRole.assume(s3, environment, variables);
        if (s3.has("allowed_account_ids")) {
            allow(s3, accountId);
        }
    }

    /**
     * Whether the caller's access key is one that an emulator issued, to a user or a session of a role; as on LocalStack, they begin
     * with {@code LKIA} and {@code LSIA}. No real key does, so that only these are ever passed on to an emulator.
     */
    static boolean issued(Map<String, String> variables) {
        return variables.getOrDefault("AWS_ACCESS_KEY_ID", "").matches("L[KS]IA[A-Z2-7]{16}");
    }

    /**
     * Whoever has a key of twelve digits, or one that an emulator issued, is also its caller where one has just been started.
     *
     * @param process the environment variables of this process
     * @param variables those for Terraform, in which the emulator's default credentials are replaced
     */
    public static void keepCaller(Map<String, String> process, Map<String, String> variables) {
        if (process.getOrDefault("AWS_ACCESS_KEY_ID", "").matches(ACCOUNT)) {
            variables.put("AWS_ACCESS_KEY_ID", process.get("AWS_ACCESS_KEY_ID"));
        }
        if (issued(process)) {
            for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")) {
                Optional.ofNullable(process.get(name)).ifPresent(value -> variables.put(name, value));
            }
        }
    }

    /** Credentials that an emulator issued are taken from the environment; for all others there are those of an account. */
    private static void identify(ObjectNode block, String accountId, Map<String, String> variables) {
        if (!issued(variables) && !accountId.isEmpty()) {
            block.put("access_key", account(accountId, variables)).put("secret_key", "emulator");
        }
    }

    /**
     * The account that an emulator uses: the access key if it has the form of an account id, twelve digits, otherwise the environment's
     * own account.
     */
    public static String account(String accountId, Map<String, String> variables) {
        String key = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
        return key.matches(ACCOUNT) ? key : accountId;
    }

    private static ArrayNode allow(ObjectNode block, String accountId) {
        return block.putArray("allowed_account_ids")
                .add(accountId)
                .add(EMULATED[0])
                .add(EMULATED[1]);
    }
}
