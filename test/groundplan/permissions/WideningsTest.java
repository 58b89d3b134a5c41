package groundplan.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.plan.EnvironmentPlan;
import groundplan.review.Danger;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever widens one statement of a policy in the committed tree, of a workflow, a task, a function or a service, is told by the plan
 * that it allows more: each statement in each way that changes it.
 */
class WideningsTest {
    private static final List<String> ENVIRONMENTS = List.of("credlink/prod", "h2o/dev", "sarc-ng/staging");

    @Test
    void eachWideningOfAStatementIsAmongTheDangers() throws IOException {
        List<String> unnoticed = new ArrayList<>();
        Map<String, Integer> tried = new TreeMap<>();
        for (String environment : ENVIRONMENTS) {
            for (Path document : documents(environment)) {
                JsonNode resources =
                        TerraformJson.read(Files.readString(document)).path("resource");
                for (Map.Entry<String, String> argument : Map.of(
                                "aws_iam_role_policy", "policy",
                                "aws_iam_policy", "policy",
                                "aws_iam_role", "assume_role_policy")
                        .entrySet()) {
                    resources.path(argument.getKey()).properties().forEach(resource -> {
                        String policy =
                                resource.getValue().path(argument.getValue()).asText();
                        widened(policy).forEach((how, wider) -> {
                            tried.merge(how.replaceFirst(" .*", ""), 1, Integer::sum);
                            if (!exposed(argument.getKey(), argument.getValue(), policy, wider)) {
                                unnoticed.add(document + " " + resource.getKey() + ": " + how);
                            }
                        });
                    });
                }
            }
        }
        assertEquals(List.of(), unnoticed);
        assertTrue(tried.size() == 5 && tried.values().stream().allMatch(count -> count >= 20), tried::toString);
    }

    private static List<Path> documents(String environment) throws IOException {
        try (Stream<Path> files =
                Files.walk(Repository.root().resolve(LiveTree.FOLDER).resolve(environment))) {
            return files.filter(file -> file.endsWith("main.tf.json")).sorted().toList();
        }
    }

    /** The policy with one statement changed so that it allows more, by what was changed. */
    private static Map<String, String> widened(String policy) {
        Map<String, String> widened = new TreeMap<>();
        ObjectNode all = TerraformJson.read(policy);
        for (int i = 0; i < all.path("Statement").size(); i++) {
            JsonNode statement = all.path("Statement").get(i);
            String name = " of " + statement.path("Sid").asText(String.valueOf(i));
            if (statement.path("Effect").asText().equals("Deny")) {
                ObjectNode without = all.deepCopy();
                ((ArrayNode) without.path("Statement")).remove(i);
                widened.put("denial" + name, without.toString());
                continue;
            }
            if (statement.has("Condition")) {
                put(widened, all, i, "condition" + name, one -> one.remove("Condition"));
            }
            JsonNode action = statement.path("Action");
            String first = action.isArray() ? action.get(0).asText() : action.asText();
            if (statement.has("Resource") && !first.contains("*")) {
                put(widened, all, i, "action" + name, one -> one.put("Action", first.replaceFirst(":.*", ":*")));
            }
            if (statement.has("Resource")
                    && !statement.path("Resource").asText().equals("*")) {
                put(widened, all, i, "resource" + name, one -> one.put("Resource", "*"));
            }
            if (statement.has("Principal")) {
                put(widened, all, i, "principal" + name, one -> one.put("Principal", "*"));
            }
        }
        return widened;
    }

    private static void put(
            Map<String, String> widened, ObjectNode policy, int index, String how, Consumer<ObjectNode> change) {
        ObjectNode copy = policy.deepCopy();
        change.accept((ObjectNode) copy.path("Statement").get(index));
        widened.put(how, copy.toString());
    }

    private static boolean exposed(String type, String argument, String before, String after) {
        ObjectNode plan = TerraformJson.object();
        ObjectNode resource = plan.putArray("resource_changes").addObject();
        resource.put("address", type + ".judged")
                .put("mode", "managed")
                .put("type", type)
                .put("name", "judged");
        ObjectNode change = resource.putObject("change");
        change.putArray("actions").add("update");
        change.putObject("before").put("name", "judged").put(argument, before);
        change.putObject("after").put("name", "judged").put(argument, after);
        change.putObject("after_unknown");
        change.putObject("before_sensitive");
        change.putObject("after_sensitive");
        return EnvironmentPlan.unit(UnitPath.parse("shop/prod/us-east-1/unit"), plan).changes().stream()
                .flatMap(one -> one.dangers().stream())
                .anyMatch(danger -> danger.weight() == Danger.Weight.EXPOSURE);
    }
}
