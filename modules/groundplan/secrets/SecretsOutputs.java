package groundplan.secrets;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * The outputs of a secrets unit: never a value.
 *
 * @param secretArns ARNs by the secret's name in the settings
 */
public record SecretsOutputs(Map<String, String> secretArns) {
    static SecretsOutputs of(SecretsSettings settings, OutputSource from) {
        return new SecretsOutputs(from.values(
                "secret_arns", settings.secrets().keySet(), Shape.SECRET_ARN, "ARNs of the secrets by name."));
    }
}
