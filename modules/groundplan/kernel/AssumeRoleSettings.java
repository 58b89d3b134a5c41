package groundplan.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The IAM roles of an environment's account that Terraform assumes, whoever calls it: a read-only role and a role that
 * may change resources. The variable {@value #VARIABLE} of every configuration selects one; its default is the
 * read-only role.
 */
public record AssumeRoleSettings(
        @Setting(value = "Role to plan with; read-only, except that it locks states.", pattern = AssumeRoleSettings.ARN)
                String planRoleArn,
        @Setting(value = "Role to apply and destroy with.", pattern = AssumeRoleSettings.ARN) String applyRoleArn,
        @Setting(
                        value =
                                "External ID that the roles require of callers from other accounts; not a secret. Left out: none.",
                        pattern = "[\\w+=,.@:/-]{2,1224}")
                Optional<String> externalId) {
    static final String ARN = "arn:aws:iam::[0-9]{12}:role/.+";

    /** The variable that selects the role: {@link #PLAN}, {@link #APPLY} or {@link #CALLER}. */
    public static final String VARIABLE = "role";

    /** The read-only role. */
    public static final String PLAN = "plan";

    /** The role that may change resources. */
    public static final String APPLY = "apply";

    /** No role: the caller's own credentials, for the first apply of the roles themselves. */
    public static final String CALLER = "caller";

    /** The session name in the account's audit trail. */
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

    /** The roles to assume, as a Terraform list with one element or none, depending on the variable. */
    public String chosen() {
        return chosen(applyRoleArn);
    }

    /** Like {@link #chosen()}, for reads only: the role to plan with, even during an apply. */
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
                "Role to assume in the account: " + PLAN + ", " + APPLY + ", or " + CALLER
                        + " for the caller's own credentials.",
                "validation",
                Map.of(
                        "condition",
                                "${contains([\"" + APPLY + "\", \"" + CALLER + "\", \"" + PLAN + "\"], var." + VARIABLE
                                        + ")}",
                        "error_message", "The role must be one of " + APPLY + ", " + CALLER + ", " + PLAN + ".")));
    }
}
