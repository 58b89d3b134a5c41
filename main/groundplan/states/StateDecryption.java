package groundplan.states;

import groundplan.console.StepLog;
import groundplan.terraform.Engine;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads states, also those that OpenTofu encrypted: OpenTofu decrypts them, with the key provider that {@value #CONFIGURATION} configures.
 * The decrypted state is not written anywhere.
 *
 * @param variables the environment variables to run OpenTofu with; {@code TG_TF_PATH} is its path
 */
public record StateDecryption(Map<String, String> variables) {
    /** The environment variable in which OpenTofu finds the configuration of the encryption. */
    public static final String CONFIGURATION = "TF_ENCRYPTION";

    /** Whether an encryption is configured for the engine that these variables name. */
    public static boolean configured(Map<String, String> variables) {
        return Engine.of(variables) == Engine.TOFU
                && !variables.getOrDefault(CONFIGURATION, "").isBlank();
    }

    /**
     * The state that is stored somewhere.
     *
     * @param place its location, for messages
     * @throws UnreadableState when it is not a whole state, or cannot be decrypted
     */
    public StateFile read(String place, byte[] content) throws IOException {
        return StateContent.encrypted(content) && Engine.of(variables) == Engine.TOFU
                ? StateFile.parse(place, decrypted(place, content))
                : StateFile.parse(place, content);
    }

    private String decrypted(String place, byte[] content) throws IOException {
        if (!configured(variables)) {
            throw new UnreadableState(place + " was encrypted by OpenTofu, and " + CONFIGURATION
                    + ", which says with what key, is not set; docs/engines.md describes it");
        }
        try (StepLog.TimedStep step = StepLog.step("decrypt " + place);
                PrivateFolder folder = new PrivateFolder(Path.of(variables.get(Engine.PATH)), variables)) {
            folder.write(StateKeys.FILE, new String(content, StandardCharsets.UTF_8));
            String state = folder.terraform(List.of("state", "pull"));
            step.result(() -> StepLog.count(state.length(), "byte"));
            return state;
        } catch (TerraformFailure e) {
            throw new UnreadableState(place + " was encrypted by OpenTofu, and cannot be decrypted with what "
                    + CONFIGURATION + " says: " + e.getMessage());
        }
    }
}
