package groundplan.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Environment variables that Terragrunt gives to Terraform for one unit, and the caller does not have: those of {@code extra_arguments},
 * and the credentials of {@code iam_role}. The AWS provider reads some of them. As one process plans all units, their providers are
 * configured with them instead.
 *
 * @param variables those that the AWS provider reads
 * @param others the names of the others that some provider may read
 */
record UnitEnvironment(SortedMap<String, String> variables, List<String> others) {
    private static final String KEY = "AWS_ACCESS_KEY_ID";
    private static final String PROFILE = "AWS_PROFILE";

    /** Arguments of the AWS provider by the variables that stand for them; the former of two overrides the latter. */
    private static final List<Map.Entry<String, String>> ARGUMENTS = List.of(
            Map.entry("AWS_REGION", "region"),
            Map.entry("AWS_DEFAULT_REGION", "region"),
            Map.entry(PROFILE, "profile"),
            Map.entry(KEY, "access_key"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "secret_key"),
            Map.entry("AWS_SESSION_TOKEN", "token"));

    /**
     * Those of a unit.
     *
     * @param call how Terragrunt plans it
     * @param caller the environment variables of the caller
     */
    static UnitEnvironment of(RecordedCall call, Map<String, String> caller) {
        SortedMap<String, String> variables = new TreeMap<>();
        List<String> others = call.variables().entrySet().stream()
                .filter(variable -> !variable.getValue().equals(caller.get(variable.getKey())))
                .map(Map.Entry::getKey)
                .filter(name -> !name.startsWith("TF_")
                        && !name.startsWith("TG_")
                        && !name.startsWith("TERRAGRUNT_")
                        && !name.startsWith("GROUNDPLAN_")
                        && !List.of("_", "PWD", "OLDPWD", "SHLVL", "GIT_OPTIONAL_LOCKS")
                                .contains(name))
                .filter(name -> {
                    boolean known = ARGUMENTS.stream()
                            .anyMatch(argument -> argument.getKey().equals(name));
                    // Keys in the environment come before a profile that is there too.
                    boolean later = name.equals(PROFILE)
                            && !call.variables().getOrDefault(KEY, "").isEmpty();
                    if (known && !later) {
                        variables.put(name, call.variables().get(name));
                    }
                    return !known;
                })
                .sorted()
                .toList();
        return new UnitEnvironment(variables, others);
    }

    /** Whether a provider works with them. */
    boolean configures(String provider) {
        return provider.equals("aws") && !variables.isEmpty();
    }

    /** Arguments for a provider, besides those that it has. */
    ObjectNode arguments(ObjectNode configured) {
        ObjectNode all = TerraformJson.object();
        boolean identified = configured.has("profile") || configured.has("access_key");
        for (Map.Entry<String, String> argument : ARGUMENTS) {
            String value = variables.get(argument.getKey());
            boolean identity = !argument.getValue().equals("region");
            if (value != null && !configured.has(argument.getValue()) && !(identity && identified)) {
                all.putIfAbsent(argument.getValue(), all.textNode(value));
            }
        }
        return all;
    }

    /** What to know about a plan of the unit. */
    List<String> notes() {
        return others.isEmpty()
                ? List.of()
                : List.of("Terragrunt sets " + String.join(", ", others)
                        + " for it, which a whole plan does not: one process plans all units");
    }
}
