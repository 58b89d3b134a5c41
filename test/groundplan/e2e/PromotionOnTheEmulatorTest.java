package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProviderMirror;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version goes from dev to staging, in that order and no other; what is changed by hand is drift until it is known. */
@Tag("nightly")
class PromotionOnTheEmulatorTest {
    private static final String STAGING = "environments/shop/staging/environment.yaml";

    @Test
    void nothingPassesAnEnvironmentThatWasNotAppliedBefore(@TempDir Path folder) throws Exception {
        TempProject project = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        """
        region: us-east-1
        account_id: "123456789012"
        guards:
          losses: report
        state:
          bucket: shop-terraform-state
          lock_table: shop-terraform-locks
          owner: dev
        promotion:
          keys: [ecr.repositories.*.untagged_expiry_days]
        units:
          ecr:
            repositories:
              app: {}
          kms:
        """)
                .with(TempProject.DEV, "units:\n  state:\n")
                .with(STAGING, "units: {}\n");
        Path home = Repository.root().resolve(".groundplan");
        Tool tools = new Tool(Repository.root(), home, System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder.resolve("home"));
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.put("GROUNDPLAN_HOME", home.toString());
        // Nobody else's program: it is a part of the release.
        Path program = Files.createDirectories(folder.resolve("program"));
        Files.createSymbolicLink(program.resolve("tools"), Repository.root().resolve("tools"));
        variables.put("GROUNDPLAN_PROGRAM", program.toString());
        try {
            variables.putAll(ProviderMirror.variables(System.getenv(), folder));
            Emulator.RunningEmulator running = emulator.start(0);
            variables.putAll(running.variables());
            run(project, variables, "synth").exits(0);
            run(project, variables, "bootstrap", "shop/dev").exits(0);
            Path dev = folder.resolve("dev.json");
            Path staging = folder.resolve("staging.json");
            run(project, variables, "plan", "shop/staging", "--out", staging.toString())
                    .exits(0);
            run(project, variables, "apply", "shop/staging", "--plan", staging.toString(), "--in-order")
                    .exits(1)
                    .complains("shop/dev has not been applied as a whole yet");
            run(project, variables, "plan", "shop/dev", "--out", dev.toString()).exits(0);
            run(project, variables, "apply", "shop/dev", "--plan", dev.toString(), "--plan-digest", "0".repeat(64))
                    .exits(1)
                    .complains("is not the plan that was approved");
            run(project, variables, "apply", "shop/dev", "--plan", dev.toString(), "--in-order")
                    .exits(0);
            run(project, variables, "promotion", "check", "shop/staging").exits(0);
            run(project, variables, "apply", "shop/staging", "--plan", staging.toString(), "--in-order")
                    .exits(0);
            Outcome status = run(project, variables, "promotion", "status", "shop", "--json")
                    .exits(0);
            assertEquals(
                    status.json().path("environments").path(0).path("applied").path("digest"),
                    status.json().path("environments").path(1).path("applied").path("digest"),
                    status::toString);

            run(project, variables, "drift", "shop/dev", "--detailed-exitcode")
                    .exits(0)
                    .prints("shop/dev has not drifted.");
            change(running.url());
            Path report = folder.resolve("drift.json");
            run(project, variables, "drift", "shop/dev", "--detailed-exitcode", "--out", report.toString())
                    .exits(2)
                    .prints("image_tag_mutability: IMMUTABLE -> MUTABLE");
            assertTrue(Files.readString(report).contains("aws_ecr_repository.app"));
            project.with(
                    "environments/shop/drift.yaml",
                    """
          - unit: shop/dev/us-east-1/ecr
            address: aws_ecr_repository.app
            arguments: [image_tag_mutability]
            reason: A migration pushes the same tag again until it is done.
            owner: shop platform
            expires: 2999-12-31
          """);
            run(project, variables, "drift", "shop/dev", "--detailed-exitcode")
                    .exits(0)
                    .prints("known until 2999-12-31");
            assertEquals(
                    7,
                    status.json()
                            .path("environments")
                            .path(0)
                            .path("applied")
                            .path("values")
                            .path("ecr.repositories.app.untagged_expiry_days")
                            .asInt(),
                    status::toString);
        } finally {
            emulator.stop();
        }
    }

    /** What somebody does at the console. */
    private static void change(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.PutImageTagMutability")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=123456789012/20270101/us-east-1/ecr/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"repositoryName\":\"shop-dev-app\",\"imageTagMutability\":\"MUTABLE\"}"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response::body);
    }

    private static Outcome run(TempProject project, Map<String, String> variables, String... arguments) {
        return project.run(variables, false, arguments);
    }
}
