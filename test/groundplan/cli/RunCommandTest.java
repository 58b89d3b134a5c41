package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run}: what is refused, and how Terragrunt is called otherwise. A script stands in for Terragrunt. */
class RunCommandTest {
  private static final String TOOL = "#!/bin/bash\necho \"$(cd \"$(dirname \"$0\")\" && pwd)/$1\"\n";
  private static final String TERRAGRUNT = """
      #!/bin/bash
      printf '%s\\n' "$@" >"$0.arguments"
      env >"$0.variables"
      pwd -P >"$0.folder"
      exit "$(cat "$0.exit")"
      """;

  @TempDir static Path seed;
  @TempDir Path folder;
  private TempProject shop;

  @BeforeAll
  static void aTreeAndATerragrunt() throws IOException {
    TempProject.shop(seed).with("program/tools/tool", TOOL).with("program/tools/terragrunt", TERRAGRUNT)
        .with("program/tools/terragrunt.exit", "0").run("synth").exits(0);
    for (String script : List.of("tool", "terragrunt")) {
      Files.setPosixFilePermissions(seed.resolve("program/tools").resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @BeforeEach
  void aCopy() throws IOException {
    TestFiles.copy(seed, folder);
    for (String script : List.of("tool", "terragrunt")) {
      Files.setPosixFilePermissions(folder.resolve("program/tools").resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    shop = new TempProject(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "destroy"})
  void whatChangesInfrastructureNeedsATerminalOrApproval(String action) {
    run("run", "shop/dev", action).exits(2).complains(action + " changes infrastructure").complains("--auto-approve");
    assertNotStarted();
  }

  @Test
  void atATerminalOnlyYesGoesOn() {
    var in = System.in;
    try {
      System.setIn(new java.io.ByteArrayInputStream("y\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      shop.run(variables(), true, "run", "shop/dev", "destroy").exits(1).complains("DESTROY 2 units:\n  shop/dev/us-east-1/kms\n")
          .complains("not approved; nothing was done");
    } finally {
      System.setIn(in);
    }
    assertNotStarted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply"})
  void aTreeThatIsNotWhatTheSettingsSayIsRefused(String action) {
    shop.with("terragrunt/shop/dev/us-east-1/kms/main.tf.json", "{}\n");
    run("run", "shop/dev", action, "--auto-approve").exits(1).complains("run ./groundplan synth")
        .complains("\n  shop/dev/us-east-1/kms/main.tf.json");
    assertNotStarted();
  }

  @Test
  void anUnknownUnitIsRefused() {
    run("run", "shop/prod", "plan").exits(2).complains("no unit matches 'shop/prod'");
    assertNotStarted();
  }

  @Test
  void terragruntRunsTheSelectedUnitsAndNoOthersInTheTree() throws IOException {
    run("run", "shop/dev/us-east-1/network", "plan", "--", "-lock=false").exits(0);
    assertEquals(List.of("run", "--all", "--non-interactive", "--tf-path", tool("terraform"), "--parallelism", "4", "--no-color",
        "--filter", "./shop/dev/us-east-1/network", "--", "plan", "-input=false", "-no-color", "-lock=false"), arguments());
    assertEquals(folder.resolve("terragrunt").toRealPath().toString(), shop.text("program/tools/terragrunt.folder").strip());
  }

  @Test
  void terraformIsToldThatNobodyAnswers() {
    run("run", "shop/dev", "apply", "--auto-approve").exits(0);
    assertTrue(shop.text("program/tools/terragrunt.variables").lines().toList()
        .containsAll(List.of("TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1")), "variables of Terragrunt");
    assertEquals(List.of("apply", "-input=false", "-no-color"), arguments().subList(arguments().indexOf("--") + 1, arguments().size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--detailed-exitcode", "-detailed-exitcode"})
  void changesCanBeSeenByTheExitCode(String option) {
    run("run", "shop/dev", "plan", option).exits(0);
    assertTrue(arguments().contains("-detailed-exitcode"), () -> "arguments: " + arguments());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void theExitCodeIsTerragrunts(int exit) {
    shop.with("program/tools/terragrunt.exit", "" + exit);
    run("run", "shop/dev", "plan").exits(exit);
  }

  private Outcome run(String... arguments) {
    return shop.run(variables(), false, arguments);
  }

  private Map<String, String> variables() {
    return Map.of("GROUNDPLAN_PROGRAM", folder.resolve("program").toString(), "HOME", folder.toString());
  }

  private String tool(String name) throws IOException {
    return folder.resolve("program/tools").toRealPath().resolve(name).toString();
  }

  private List<String> arguments() {
    return shop.text("program/tools/terragrunt.arguments").lines().toList();
  }

  private void assertNotStarted() {
    assertFalse(Files.exists(folder.resolve("program/tools/terragrunt.arguments")), "Terragrunt was started");
  }
}
