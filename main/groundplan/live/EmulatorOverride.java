package groundplan.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.TerraformJson;

/** The override file that points a configuration at an emulator; {@code root.hcl} writes the same for units. */
public final class EmulatorOverride {
  /** Its name beside the configuration. */
  public static final String FILE = "emulator_override.tf.json";

  /** Accounts that emulators answer with when they do not look at the access key. */
  private static final String[] EMULATED = {"123456789012", "000000000000"};

  private EmulatorOverride() {}

  /**
   * The override for every provider of a configuration.
   *
   * @param accountId the account that the emulator plays
   * @param endpoint the emulator's address
   */
  public static ObjectNode of(JsonNode configuration, String accountId, String endpoint) {
    ObjectNode override = TerraformJson.object();
    configuration.path("provider").path("aws").forEach(provider -> {
      ObjectNode aws = override.withObjectProperty("provider").withArrayProperty("aws").addObject();
      if (provider.has("alias")) {
        aws.set("alias", provider.get("alias"));
      }
      aws.put("access_key", accountId).put("secret_key", "emulator").put("max_retries", 5).put("s3_use_path_style", true)
          .put("skip_credentials_validation", true).put("skip_metadata_api_check", true);
      // What has the account in front of its host name, such as S3's access block of an account, is found this way.
      aws.put("http_proxy", endpoint).put("https_proxy", endpoint);
      aws.putArray("allowed_account_ids").add(accountId).add(EMULATED[0]).add(EMULATED[1]);
    });
    return override;
  }
}
