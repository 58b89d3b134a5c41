package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.Shape;
import groundplan.live.EmulatorOverride;
import groundplan.plan.Configured;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PrivateFolder;
import groundplan.plan.UnitPlan;
import groundplan.synth.TerraformJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies one unit: plans it with what the units before it published, compares, and applies that very plan. */
final class UnitApply {
  private final UnitPlan approved;
  private final ObjectNode stack;
  private final String accountId;
  private final Configured configured;
  private final Path terraform;
  private final Map<String, String> variables;

  /**
   * @param approved what may happen
   * @param stack its CDKTF document: backend, and lookups of the states that it reads
   */
  UnitApply(UnitPlan approved, ObjectNode stack, String accountId, Configured configured, Path terraform,
      Map<String, String> variables) {
    this.approved = approved;
    this.stack = stack.deepCopy();
    this.accountId = accountId;
    this.configured = configured;
    this.terraform = terraform;
    this.variables = variables;
  }

  /**
   * Applies.
   *
   * @return how many objects were changed
   * @throws Refused when the plan with real inputs is not the approved one
   */
  int run() throws IOException {
    try (PrivateFolder folder = new PrivateFolder(terraform, variables)) {
      if (variables.containsKey("AWS_ENDPOINT_URL")) {
        folder.write(EmulatorOverride.FILE, TerraformJson.write(
            EmulatorOverride.of(stack, accountId, variables.get("AWS_ENDPOINT_URL"))));
        emulatedBackend();
      }
      folder.write("cdk.tf.json", TerraformJson.write(stack));
      folder.terraform(List.of("init", "-input=false", "-no-color"));
      folder.terraform(List.of("plan", "-input=false", "-no-color", "-lock-timeout=10m", "-out=unit.tfplan"));
      JsonNode json = TerraformJson.read(folder.terraform(List.of("show", "-json", "-no-color", "unit.tfplan")));
      if (json.toString().toLowerCase(java.util.Locale.ROOT).contains(Shape.SENTINEL)) {
        throw new Refused("its plan contains a stand-in for a value that is not there yet (" + Shape.SENTINEL + ")");
      }
      UnitPlan now = EnvironmentPlan.unit(approved.unit(), json);
      Optional<String> difference = Comparison.of(approved, now, (address, argument) ->
          configured.sets(approved.unit(), address, argument));
      if (difference.isPresent()) {
        throw new Refused(difference.get());
      }
      folder.terraform(List.of("apply", "-input=false", "-no-color", "-lock-timeout=10m", "unit.tfplan"));
      return now.changes().size();
    }
  }

  private void emulatedBackend() {
    ((ObjectNode) stack.path("terraform").path("backend").path("s3")).put("access_key", accountId).put("secret_key",
        "emulator");
    stack.path("data").path("terraform_remote_state").forEach(lookup ->
        ((ObjectNode) lookup.path("config")).put("access_key", accountId).put("secret_key", "emulator"));
  }

  /** The plan is not what was approved. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }
}
