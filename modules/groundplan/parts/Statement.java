package groundplan.parts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One statement of an IAM policy.
 *
 * @param sid its Sid, letters and digits
 * @param effect {@code Allow} or {@code Deny}
 * @param principals by type, such as {@code Service}; empty in an identity-based policy
 * @param actions the actions
 * @param resources the ARNs of the resources; empty in a trust policy
 * @param except whether the statement is about all resources but these
 * @param conditions by operator, then key
 */
public record Statement(
        String sid,
        String effect,
        Map<String, List<String>> principals,
        List<String> actions,
        List<String> resources,
        boolean except,
        Map<String, Map<String, List<String>>> conditions) {

    /** Allows the actions. */
    public static Statement allow(String sid, String... actions) {
        return new Statement(sid, "Allow", Map.of(), List.of(actions), List.of(), false, Map.of());
    }

    /** Denies the actions. */
    public static Statement deny(String sid, String... actions) {
        return new Statement(sid, "Deny", Map.of(), List.of(actions), List.of(), false, Map.of());
    }

    /** ... on these resources. */
    public Statement on(String... arns) {
        return on(List.of(arns));
    }

    /** ... on these resources. */
    public Statement on(List<String> arns) {
        return new Statement(sid, effect, principals, actions, arns, false, conditions);
    }

    /** ... on all resources but these. */
    public Statement exceptOn(List<String> arns) {
        return new Statement(sid, effect, principals, actions, arns, true, conditions);
    }

    /** ... to these AWS services. */
    public Statement service(String... services) {
        return principal("Service", services);
    }

    /** ... to a principal of any type: {@code AWS}, {@code Service}, {@code Federated}, or {@code *} for all. */
    public Statement principal(String type, String... names) {
        Map<String, List<String>> all = new TreeMap<>(principals);
        all.put(type, List.of(names));
        return new Statement(sid, effect, all, actions, resources, except, conditions);
    }

    /** ... only when the condition holds. */
    public Statement when(String operator, String key, String... values) {
        Map<String, Map<String, List<String>>> all = new TreeMap<>();
        conditions.forEach((name, keys) -> all.put(name, new TreeMap<>(keys)));
        all.computeIfAbsent(operator, name -> new TreeMap<>()).put(key, List.of(values));
        return new Statement(sid, effect, principals, actions, resources, except, all);
    }

    /** ... only on behalf of this account, which prevents the confused deputy problem. */
    public Statement sourceAccount(String accountId) {
        return when("StringEquals", "aws:SourceAccount", accountId);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Sid", sid);
        json.put("Effect", effect);
        if (principals.containsKey("*")) {
            json.put("Principal", "*");
        } else if (!principals.isEmpty()) {
            Map<String, Object> types = new TreeMap<>();
            principals.forEach((type, names) -> types.put(type, single(names)));
            json.put("Principal", types);
        }
        json.put("Action", single(actions));
        if (!resources.isEmpty()) {
            json.put(except ? "NotResource" : "Resource", single(resources));
        }
        if (!conditions.isEmpty()) {
            Map<String, Object> operators = new TreeMap<>();
            conditions.forEach((operator, keys) -> {
                Map<String, Object> values = new TreeMap<>();
                keys.forEach((key, value) -> values.put(key, single(value)));
                operators.put(operator, values);
            });
            json.put("Condition", operators);
        }
        return json;
    }

    /** AWS returns a list with one element as that element: writing it the same way avoids a diff in the next plan. */
    private static Object single(List<String> values) {
        return values.size() == 1 ? values.get(0) : new ArrayList<>(values);
    }
}
