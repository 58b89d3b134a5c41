package groundplan.terraform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * OpenTofu's encryption for a folder that is used once: everything in it is encrypted with a key that no file has. So a plan neither needs
 * the permission to encrypt with the key of the states, nor leaves anything that can be read if its folder is not deleted.
 *
 * @see <a href="https://opentofu.org/docs/language/state/encryption/">State and plan encryption</a>
 */
public final class OneTimeEncryption {
    private static final String VARIABLE = "TF_ENCRYPTION";
    private static final String NAME = "once";
    private static final int BYTES = 32;

    private OneTimeEncryption() {}

    /** The variables with an encryption of their own, in place of the one that they configure. */
    public static Map<String, String> in(Map<String, String> variables) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        ObjectNode configuration = TerraformJson.object();
        configuration
                .putObject("key_provider")
                .putObject("pbkdf2")
                .putObject(NAME)
                .put("passphrase", HexFormat.of().formatHex(key))
                // The least that OpenTofu takes: more is for passphrases that somebody could guess.
                .put("iterations", 200_000);
        // In JSON a reference is the name alone.
        configuration
                .putObject("method")
                .putObject("aes_gcm")
                .putObject(NAME)
                .put("keys", "key_provider.pbkdf2." + NAME);
        for (String target : new String[] {"state", "plan"}) {
            configuration
                    .putObject(target)
                    .put("method", "method.aes_gcm." + NAME)
                    .put("enforced", true);
        }
        return with(variables, configuration.toString());
    }

    /** The variables with no encryption: for commands that write neither a state nor a plan, and need no key. */
    public static Map<String, String> without(Map<String, String> variables) {
        return variables.containsKey(VARIABLE) ? with(variables, "") : variables;
    }

    private static Map<String, String> with(Map<String, String> variables, String configuration) {
        Map<String, String> all = new TreeMap<>(variables);
        all.put(VARIABLE, configuration);
        return all;
    }
}
