package groundplan.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.Map;

/** The override file that points a configuration at an emulator; {@code emulator.hcl} writes the same for units. */
public final class EmulatorOverride {
    /** Its name, next to the configuration. */
    public static final String FILE = "emulator_override.tf.json";

    /** The variable that names an emulator. */
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /** The accounts that emulators report if they ignore the access key. */
    private static final String[] EMULATED = {"123456789012", "000000000000"};

    private EmulatorOverride() {}

    /**
     * The override for every provider of a configuration.
     *
     * @param accountId the environment's account
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
            aws.put("access_key", account(accountId, variables))
                    .put("secret_key", "emulator")
                    .put("max_retries", 5)
                    .put("s3_use_path_style", true)
                    .put("skip_credentials_validation", true)
                    .put("skip_metadata_api_check", true);
            // Requests to a host name that begins with the account id, such as for S3's account-level public access
            // block,
            // reach the emulator only through a proxy.
            aws.put("http_proxy", endpoint).put("https_proxy", endpoint);
            allow(aws, accountId);
        });
        return override;
    }

    /** Lets an S3 backend, or the lookup of a state, use the same account as the providers. */
    public static void credentials(ObjectNode s3, String accountId, Map<String, String> variables) {
        s3.put("access_key", account(accountId, variables)).put("secret_key", "emulator");
        s3.remove("assume_role");
        if (s3.has("allowed_account_ids")) {
            allow(s3, accountId);
        }
    }

    /**
     * The account that an emulator uses: the access key if it has the form of an account id, twelve digits, otherwise the environment's
     * own account.
     */
    public static String account(String accountId, Map<String, String> variables) {
        String key = variables.getOrDefault("AWS_ACCESS_KEY_ID", "");
        return key.matches("[0-9]{12}") ? key : accountId;
    }

    private static void allow(ObjectNode block, String accountId) {
        block.putArray("allowed_account_ids").add(accountId).add(EMULATED[0]).add(EMULATED[1]);
    }
}
