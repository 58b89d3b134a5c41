package groundplan.workspace;

import groundplan.aws.EmulatorOverride;
import groundplan.aws.WorkingRole;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.tools.Emulator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables with which an engine and Terragrunt are run, without those of one engine: see {@link ChosenEngine}. */
final class TerraformVariables {
    private TerraformVariables() {}

    /**
     * The variables for automation and, if one is used, for the emulator.
     *
     * @param startEmulator whether to start the project's own emulator; otherwise the process's {@code AWS_ENDPOINT_URL} or
     *     {@code LOCALSTACK=true} may name one
     * @param role the role that the command assumes, unless the caller chooses another: see {@link AssumeRoleSettings}
     */
    static Map<String, String> of(Project project, boolean startEmulator, String role) throws IOException {
        Map<String, String> process = project.variables();
        Map<String, String> variables = new TreeMap<>(process);
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_IN_AUTOMATION", "1");
        if (startEmulator) {
            variables.putAll(project.emulator().startAnywhere().variables());
        } else if (!process.containsKey("AWS_ENDPOINT_URL") && "true".equals(process.get("LOCALSTACK"))) {
            variables.putAll(new Emulator.RunningEmulator(0, Emulator.PORT).variables());
        }
        EmulatorOverride.keepCaller(process, variables);
        WorkingRole.choose(variables, role);
        return variables;
    }

    /** Whether variables name an emulator. */
    static boolean onEmulator(Map<String, String> variables) {
        return variables.containsKey("AWS_ENDPOINT_URL") || "true".equals(variables.get("LOCALSTACK"));
    }
}
