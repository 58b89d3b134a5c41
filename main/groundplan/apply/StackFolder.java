package groundplan.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.aws.EmulatorOverride;
import groundplan.aws.WorkingRole;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.terraform.PrivateFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A folder in which Terraform works with the stack and the state of one unit. */
final class StackFolder {
    private StackFolder() {}

    /**
     * Writes the stack, with the credentials and the role that the variables choose, and initialises the folder.
     *
     * @param stack its CDKTF document, or a part with the backend; it is changed
     */
    static void initialise(
            PrivateFolder folder, ObjectNode stack, EnvironmentSettings environment, Map<String, String> variables)
            throws IOException {
        ObjectNode backend =
                (ObjectNode) stack.path("terraform").path("backend").path("s3");
        if (variables.containsKey("AWS_ENDPOINT_URL")) {
            folder.write(
                    EmulatorOverride.FILE,
                    TerraformJson.write(EmulatorOverride.of(stack, environment.accountId(), variables)));
            EmulatorOverride.credentials(backend, environment, variables);
            stack.path("data")
                    .path("terraform_remote_state")
                    .forEach(lookup ->
                            EmulatorOverride.credentials((ObjectNode) lookup.path("config"), environment, variables));
        } else {
            WorkingRole.assume(backend, environment, variables);
        }
        folder.write("cdk.tf.json", TerraformJson.write(stack));
        folder.terraform(List.of("init", "-input=false", "-no-color"));
    }
}
