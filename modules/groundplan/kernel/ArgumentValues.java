package groundplan.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments of a unit's resources, in a form that is the same in every unit for the same value: what a unit reads of another one's
 * outputs is what that one writes there.
 *
 * @param documents the Terraform JSON of all units
 * @param path the unit
 */
record ArgumentValues(Map<UnitPath, JsonNode> documents, UnitPath path) {
    /** Stands for the cluster that a provider of Kubernetes signs in to. */
    static final String CLUSTER = "cluster";

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern READ =
            Pattern.compile("data\\.terraform_remote_state\\.(\\w+)\\.outputs\\.([\\w.-]+)");
    private static final Pattern OWN = Pattern.compile("(aws_\\w+)\\.(\\w+)\\.(\\w+)");
    /** Outputs of outputs end: units do not depend on each other in a circle. */
    private static final int DEEPEST = 10;

    /** Arguments that are there, as they are written. */
    List<String> of(JsonNode resource, List<String> arguments) {
        List<String> values = new ArrayList<>();
        arguments.forEach(argument -> {
            JsonNode value = value(resource, argument);
            if (!value.isMissingNode()) {
                values.add(argument.replace('/', '.') + " = " + value.asText());
            }
        });
        return values;
    }

    /** The same with every expression resolved as far as possible. */
    List<String> resolved(JsonNode resource, List<String> arguments) {
        return of(resource, arguments).stream()
                .map(value -> resolve(path, value, 0))
                .toList();
    }

    private JsonNode value(JsonNode resource, String argument) {
        return argument.equals(CLUSTER) && resource.has("metadata")
                ? documents.get(path).at("/provider/kubernetes/0/host")
                : resource.at("/" + argument);
    }

    private String resolve(UnitPath unit, String text, int depth) {
        return depth > DEEPEST
                ? text
                : EXPRESSION
                        .matcher(text)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(resolveExpression(unit, found.group(1), depth + 1)));
    }

    private String resolveExpression(UnitPath unit, String expression, int depth) {
        JsonNode document = documents.get(unit);
        Matcher read = READ.matcher(expression);
        if (read.matches()) {
            String key = document.at("/data/terraform_remote_state/" + read.group(1) + "/config/key")
                    .asText();
            for (UnitPath producer : documents.keySet()) {
                if (key.equals(producer.stateKey()) && producer.system().equals(unit.system())) {
                    String[] names = read.group(2).split("\\.", 2);
                    JsonNode value = documents.get(producer).at("/output/" + names[0] + "/value");
                    return resolve(producer, (names.length > 1 ? value.path(names[1]) : value).asText(), depth);
                }
            }
        }
        Matcher own = OWN.matcher(expression);
        if (own.matches()) {
            JsonNode value = document.at("/resource/" + own.group(1) + "/" + own.group(2) + "/" + own.group(3));
            if (value.isTextual()) {
                return resolve(unit, value.asText(), depth);
            }
        }
        return "<" + unit + " " + expression + ">";
    }
}
