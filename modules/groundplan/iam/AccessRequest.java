package groundplan.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a role would ask of AWS.
 *
 * @param action such as {@code sqs:CreateQueue}
 * @param resource the ARN of the resource that is acted on, with {@code *} for each part that is not known; {@code *} alone when
 *     nothing of it is
 * @param context condition keys in lower case with their values. A key that is not here is one whose value is not known, unless its
 *     values are empty: then the request does not have it.
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {
    public AccessRequest {
        Map<String, List<String>> lowerCase = new TreeMap<>();
        context.forEach((key, values) -> lowerCase.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        context = lowerCase;
    }
}
