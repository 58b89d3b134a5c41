package groundplan.cli;

import groundplan.tools.Emulator;
import groundplan.tools.ProviderMirror;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables with which Terraform and Terragrunt are run. */
final class TerraformVariables {
  private TerraformVariables() {}

  /**
   * The provider mirror, quiet automation, and the emulator where one is meant.
   *
   * @param startEmulator start the project's own; otherwise the process's {@code AWS_ENDPOINT_URL} or {@code LOCALSTACK=true}
   *     may name one
   */
  static Map<String, String> of(Project project, boolean startEmulator) throws IOException {
    Map<String, String> process = project.variables();
    Map<String, String> variables = new TreeMap<>(process);
    variables.putAll(ProviderMirror.variables(process, project.home()));
    variables.put("CHECKPOINT_DISABLE", "1");
    variables.put("TF_IN_AUTOMATION", "1");
    if (startEmulator) {
      variables.putAll(EmulatorCommand.of(project).start(Emulator.PORT).variables());
    } else if (!process.containsKey("AWS_ENDPOINT_URL") && "true".equals(process.get("LOCALSTACK"))) {
      variables.putAll(new Emulator.Running(0, Emulator.PORT).variables());
    }
    return variables;
  }
}
