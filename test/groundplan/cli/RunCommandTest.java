package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.DnsStandIn;
import groundplan.testing.FakeTools;
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
    private static final String TERRAGRUNT =
            """
      #!/bin/bash
      printf '%s\\n' "$@" >"$0.arguments"
      env >"$0.variables"
      pwd -P >"$0.folder"
      exit "$(cat "$0.exit")"
      """;

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private TempProject shop;
    private FakeTools tools;

    @BeforeAll
    static void aTree() {
        TempProject.shop(seed)
                .with("terragrunt/root.hcl", "")
                .with("terragrunt/emulator.hcl", "")
                .run("synth")
                .exits(0);
    }

    @BeforeEach
    void aCopyAndATerragrunt() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
        tools = FakeTools.in(shop, Map.of("terragrunt", TERRAGRUNT, "terraform", "", "terragrunt.exit", "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "destroy"})
    void whatChangesInfrastructureNeedsATerminalOrApproval(String action) {
        tools.run("run", "shop/dev", action)
                .exits(2)
                .complains(action + " changes infrastructure")
                .complains("--auto-approve");
        assertNotStarted();
    }

    @Test
    void atATerminalOnlyYesGoesOn() {
        var in = System.in;
        try {
            System.setIn(new java.io.ByteArrayInputStream("y\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            shop.run(tools.variables(), true, "run", "shop/dev", "destroy")
                    .exits(1)
                    .complains("DESTROY 2 units:\n  shop/dev/us-east-1/kms\n")
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
        tools.run("run", "shop/dev", action, "--auto-approve")
                .exits(1)
                .complains("run ./groundplan synth")
                .complains("\n  shop/dev/us-east-1/kms/main.tf.json");
        assertNotStarted();
    }

    @Test
    void anUnknownUnitIsRefused() {
        tools.run("run", "shop/prod", "plan").exits(2).complains("no unit matches 'shop/prod'");
        assertNotStarted();
    }

    @Test
    void terragruntRunsTheSelectedUnitsAndNoOthersInTheTree() throws IOException {
        tools.run("run", "shop/dev/us-east-1/network", "plan", "--", "-lock=false")
                .exits(0);
        assertEquals(
                List.of(
                        "--log-format",
                        "json",
                        "--log-level",
                        "debug",
                        "--summary-disable",
                        "--report-format",
                        "json",
                        "--report-file"),
                arguments().subList(1, 9));
        tools.run("run", "shop/dev/us-east-1/network", "plan", "--full-log", "--", "-lock=false")
                .exits(0);
        assertEquals(
                List.of(
                        "run",
                        "--all",
                        "--non-interactive",
                        "--tf-path",
                        tools.path("terraform").toString(),
                        "--parallelism",
                        "4",
                        "--no-color",
                        "--filter",
                        "./shop/dev/us-east-1/network",
                        "--",
                        "plan",
                        "-input=false",
                        "-no-color",
                        "-lock=false"),
                arguments());
        assertEquals(
                folder.resolve("terragrunt").toRealPath().toString(),
                tools.noted("terragrunt.folder").get(0));
    }

    @Test
    void aFilterChoosesOfTheUnits() {
        tools.run("run", "shop/dev", "plan", "--filter", "kms...").exits(0);
        assertEquals(
                List.of("--filter", "./shop/dev/us-east-1/kms"),
                arguments().subList(arguments().indexOf("--filter"), arguments().indexOf("--")));
    }

    @Test
    void plansAreSavedWhereOnlyTheirOwnerLooks() throws IOException {
        tools.run(
                        "run",
                        "shop/dev",
                        "plan",
                        "--out-dir",
                        "plans",
                        "--json-out-dir",
                        folder.resolve("json").toString())
                .exits(0);
        Path plans = folder.resolve("plans");
        assertTrue(
                String.join(" ", arguments())
                        .contains("--out-dir " + plans + " --json-out-dir " + folder.resolve("json") + " "),
                () -> "arguments: " + arguments());
        for (Path place : List.of(plans, folder.resolve("json"))) {
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)), place::toString);
        }
        tools.run("run", "shop/dev", "output", "--out-dir", "plans").exits(2).complains("--out-dir is for plans");
        tools.run("run", "shop/dev", "apply", "--json-out-dir", "plans", "--auto-approve")
                .exits(2)
                .complains("--json-out-dir is for plans");
    }

    @Test
    void nothingThatChangedIsNothingToRun() throws Exception {
        ProcessRunner git = new ProcessRunner(
                List.of(
                        "bash",
                        "-c",
                        "git init -q -b main && git add -A && git -c user.name=a -c user.email=a@b commit"
                                + " -q -m one"),
                folder,
                Map.of());
        assertEquals(0, git.quietly().exit());
        tools.run("run", "shop/dev", "apply", "--filter", "[main...HEAD]", "--auto-approve")
                .exits(0)
                .prints("Nothing has changed");
        assertNotStarted();
        tools.run("run", "shop/dev", "apply", "--filter", "[nowhere]", "--auto-approve")
                .exits(2)
                .complains("nowhere");
    }

    @Test
    void terraformIsToldThatNobodyAnswers() {
        tools.run("run", "shop/dev", "apply", "--auto-approve").exits(0);
        assertTrue(
                tools.noted("terragrunt.variables").containsAll(List.of("TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1")),
                "variables of Terragrunt");
        assertEquals(
                List.of("apply", "-input=false", "-no-color"),
                arguments().subList(arguments().indexOf("--") + 1, arguments().size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--detailed-exitcode", "-detailed-exitcode"})
    void changesCanBeSeenByTheExitCode(String option) {
        tools.run("run", "shop/dev", "plan", option).exits(0);
        assertTrue(arguments().contains("-detailed-exitcode"), () -> "arguments: " + arguments());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void theExitCodeIsTerragrunts(int exit) {
        shop.with("program/tools/terragrunt.exit", "" + exit);
        tools.run("run", "shop/dev", "plan").exits(exit);
    }

    @Test
    void certificatesWaitForTheirZoneAndTheRestIsApplied() {
        shop.with(
                TempProject.DEV,
                """
          units:
            dns: {zone_name: shop.example.com}
            certificate: {domain_name: shop.example.com, dns: dns}
            storage:
            waf:
            ecs:
              storage: storage
              services:
                api:
                  image: {external: "example.com/api@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
                  port: 8080
                  routing: {priority: 1, path_patterns: ["/*"]}
              load_balancer: {web_acl: waf}
          """);
        tools.run("synth").exits(0);
        Map<String, String> variables = new java.util.TreeMap<>(tools.variables());
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        try (DnsStandIn dns = new DnsStandIn()) {
            Outcome left = shop.run(
                    variables, false, "run", "shop/dev", "apply", "--auto-approve", "--name-server", dns.address());
            left.exits(1)
                    .complains("These units are left for later; the others are applied:")
                    .complains("  shop/dev/us-east-1/certificate: shop.example.com is not delegated yet")
                    .complains("  shop/dev/us-east-1/ecs: blocked by shop/dev/us-east-1/certificate");
            assertTrue(arguments().contains("./shop/dev/_global/dns"), () -> "arguments: " + arguments());
            assertTrue(arguments().contains("./shop/dev/us-east-1/waf"), () -> "arguments: " + arguments());
            assertTrue(!arguments().contains("./shop/dev/us-east-1/certificate"), () -> "arguments: " + arguments());
            assertTrue(!arguments().contains("./shop/dev/us-east-1/ecs"), () -> "arguments: " + arguments());
            dns.with("shop.example.com", "ns-1.awsdns-01.org");
            shop.run(variables, false, "run", "shop/dev", "apply", "--auto-approve", "--name-server", dns.address())
                    .exits(0);
            assertTrue(arguments().contains("./shop/dev/us-east-1/ecs"), () -> "arguments: " + arguments());
        }
    }

    private List<String> arguments() {
        return tools.noted("terragrunt.arguments");
    }

    private void assertNotStarted() {
        assertEquals(List.of(), arguments(), "Terragrunt was started");
    }
}
