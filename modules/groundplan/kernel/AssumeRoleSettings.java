package groundplan.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The roles of an environment's account that Terraform works with, whoever calls: one that reads and one that changes. The
 * variable {@value #VARIABLE} of every configuration chooses between them; until told otherwise it is the one that reads.
 */
public record AssumeRoleSettings(
        @Setting(value = "Role that plans; it reads, and locks states.", pattern = AssumeRoleSettings.ARN)
                String planRoleArn,
        @Setting(value = "Role that applies and destroys.", pattern = AssumeRoleSettings.ARN) String applyRoleArn,
        @Setting(
                        value = "What the roles ask callers of other accounts for; no secret. Left out: nothing.",
                        pattern = "[\\w+=,.@:/-]{2,1224}")
                Optional<String> externalId) {
    static final String ARN = "arn:aws:iam::[0-9]{12}:role/.+";

    /** The variable that chooses: {@link #PLAN}, {@link #APPLY} or {@link #CALLER}. */
    public static final String VARIABLE = "role";

    /** The role that reads. */
    public static final String PLAN = "plan";

    /** The role that changes. */
    public static final String APPLY = "apply";

    /** No role: the caller's own credentials, for the first apply of the roles themselves. */
    public static final String CALLER = "caller";

    /** What the session is called in the account's audit trail. */
    public static final String SESSION = "groundplan";

    /** The role for a choice; empty for the caller's own credentials. */
    public Optional<String> roleArn(String choice) {
        return choice.equals(CALLER)
                ? Optional.empty()
                : Optional.of(choice.equals(APPLY) ? applyRoleArn : planRoleArn);
    }

    /** The arguments of an {@code assume_role} block. */
    public Map<String, Object> block(String roleArn) {
        Map<String, Object> block = new TreeMap<>(Map.of("role_arn", roleArn, "session_name", SESSION));
        externalId.ifPresent(id -> block.put("external_id", id));
        return block;
    }

    /** The roles to assume, as a Terraform list of one or none that follows the variable. */
    public String chosen() {
        return chosen(applyRoleArn);
    }

    /** Like {@link #chosen()}, for what is only read, whoever applies. */
    String chosenForReading() {
        return chosen(planRoleArn);
    }

    private String chosen(String applying) {
        return "compact([{" + APPLY + " = \"" + applying + "\", " + CALLER + " = \"\", " + PLAN + " = \"" + planRoleArn
                + "\"}[var." + VARIABLE + "]])";
    }

    /** The variable's block. */
    static Map<String, Object> variable() {
        return new TreeMap<>(Map.of(
                "type",
                "string",
                "default",
                PLAN,
                "description",
                "Role of the account to work with: " + PLAN + ", " + APPLY + ", or " + CALLER
                        + " for the caller's own credentials.",
                "validation",
                Map.of(
                        "condition",
                                "${contains([\"" + APPLY + "\", \"" + CALLER + "\", \"" + PLAN + "\"], var." + VARIABLE
                                        + ")}",
                        "error_message", "The role is one of " + APPLY + ", " + CALLER + ", " + PLAN + ".")));
    }
}
