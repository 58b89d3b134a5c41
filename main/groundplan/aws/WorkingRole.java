package groundplan.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.EnvironmentSettings;
import java.util.Map;
import java.util.Optional;

/** The role in an environment's account that a command assumes, see {@link AssumeRoleSettings}. */
public final class WorkingRole {
    /** The environment variable with which the caller chooses the role. */
    public static final String CHOICE = "GROUNDPLAN_ROLE";

    /** The environment variable that passes the choice to Terraform. */
    public static final String VARIABLE = "TF_VAR_" + AssumeRoleSettings.VARIABLE;

    private WorkingRole() {}

    /**
     * Adds the choice to the environment variables of Terraform: that of the caller if there is one; on an emulator, where the
     * roles do not exist, no role.
     *
     * @param variables the environment variables, including {@code AWS_ENDPOINT_URL} for an emulator
     * @param byDefault the role that the command uses by default
     */
    public static void choose(Map<String, String> variables, String byDefault) {
        String otherwise = variables.containsKey("AWS_ENDPOINT_URL") ? AssumeRoleSettings.CALLER : byDefault;
        variables.put(VARIABLE, variables.getOrDefault(CHOICE, otherwise));
    }

    /** The role's ARN; empty for the caller's own credentials. */
    public static Optional<String> arn(EnvironmentSettings environment, Map<String, String> variables) {
        String choice = variables.getOrDefault(VARIABLE, AssumeRoleSettings.PLAN);
        return environment.assumeRole().flatMap(roles -> roles.roleArn(choice));
    }

    /** Lets a backend, in which variables cannot be used, assume the role. */
    public static void assume(ObjectNode backend, EnvironmentSettings environment, Map<String, String> variables) {
        backend.remove("assume_role");
        arn(environment, variables).ifPresent(arn -> {
            ObjectNode block = backend.putObject("assume_role");
            environment.assumeRole().orElseThrow().block(arn).forEach((name, value) -> block.put(name, (String) value));
        });
    }
}
