package groundplan.parameters;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * The outputs of a parameters unit: never a value.
 *
 * @param parameterArns ARNs by the parameter's name in the settings
 * @param parameterNames {@code /<system>/<environment>/<name>} by the parameter's name in the settings
 */
public record ParametersOutputs(Map<String, String> parameterArns, Map<String, String> parameterNames) {
    static ParametersOutputs of(ParametersSettings settings, OutputSource from) {
        return new ParametersOutputs(
                from.values(
                        "parameter_arns", settings.parameters().keySet(), Shape.ARN, "ARNs of the parameters by name."),
                from.values(
                        "parameter_names",
                        settings.parameters().keySet(),
                        Shape.NAME,
                        "Names in Parameter Store by name."));
    }
}
