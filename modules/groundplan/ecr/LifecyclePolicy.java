package groundplan.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lifecycle policy, in ECR's JSON form. */
final class LifecyclePolicy {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LifecyclePolicy() {}

    static String of(EcrSettings.Repository settings) {
        Map<String, Object> age = ordered("tagStatus", "untagged", "countType", "sinceImagePushed");
        age.put("countUnit", "days");
        age.put("countNumber", settings.untaggedExpiryDays());
        // ECR requires the rule for images of any tag last.
        Map<String, Object> count = ordered("tagStatus", "any", "countType", "imageCountMoreThan");
        count.put("countNumber", settings.keepImages());
        try {
            return MAPPER.writeValueAsString(Map.of(
                    "rules",
                    List.of(
                            rule(1, "Images that lost their tag", age),
                            rule(2, "All but the newest " + settings.keepImages(), count))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> rule(int priority, String description, Map<String, Object> selection) {
        Map<String, Object> rule = ordered("rulePriority", priority, "description", description);
        rule.put("selection", selection);
        rule.put("action", Map.of("type", "expire"));
        return rule;
    }

    private static Map<String, Object> ordered(String first, Object firstValue, String second, Object secondValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, firstValue);
        map.put(second, secondValue);
        return map;
    }
}
