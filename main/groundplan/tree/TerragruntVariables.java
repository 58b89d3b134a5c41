package groundplan.tree;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Environment variables of Terragrunt that are for the user's own runs of it: where to run, what to run, and where to write. */
public final class TerragruntVariables {
    private static final Set<String> OF_A_RUN = Set.of(
            "TG_WORKING_DIR",
            "TERRAGRUNT_WORKING_DIR",
            "TG_OUT_DIR",
            "TERRAGRUNT_OUT_DIR",
            "TG_JSON_OUT_DIR",
            "TERRAGRUNT_JSON_OUT_DIR",
            "TG_REPORT_FILE",
            "TG_REPORT_SCHEMA_FILE",
            "TG_ALL",
            "TG_GRAPH");

    private TerragruntVariables() {}

    /** The variables without them. */
    public static Map<String, String> without(Map<String, String> variables) {
        Map<String, String> left = new TreeMap<>(variables);
        left.keySet().removeAll(OF_A_RUN);
        return left;
    }
}
