package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A small environment is taken over, kept from a loss, and destroyed. */
class GuardsOnTheEmulatorTest {
    private static final String UNITS =
            """
      kms:
      ecr:
        repositories:
          app: {}
      secrets:
        secrets:
          token:
            description: What the application signs with.
      state:
      """;
    private static final String BUCKET = "shop-terraform-state";
    private static final String SECRETS_STATE = "dev/us-east-1/secrets/terraform.tfstate";

    @Test
    void whatIsThereIsTakenOverGuardedAndDestroyedInReverse(@TempDir Path folder) throws Exception {
        TempProject project = TempProject.shop(folder).with(TempProject.SYSTEM, system(UNITS));
        Path home = Repository.root().resolve(".groundplan");
        Tool tools = new Tool(Repository.root(), home, System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder.resolve("home"));
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.put("GROUNDPLAN_HOME", home.toString());
        try {
            variables.putAll(ProviderMirror.variables(System.getenv(), folder));
            Emulator.RunningEmulator running = emulator.start(0);
            variables.putAll(running.variables());
            Path plan = folder.resolve("plan.json");
            run(project, variables, "synth").exits(0);
            run(project, variables, "bootstrap", "shop/dev").exits(0);
            run(project, variables, "plan", "shop/dev", "--out", plan.toString())
                    .exits(0);
            run(project, variables, "apply", "shop/dev", "--plan", plan.toString())
                    .exits(0);

            takenOver(project, variables, running, folder, plan);
            guarded(project, variables, plan);
            destroyed(project, variables, running);
        } finally {
            emulator.stop();
        }
    }

    /** The state of a unit is lost; what it held is still there. */
    private static void takenOver(
            TempProject project,
            Map<String, String> variables,
            Emulator.RunningEmulator running,
            Path folder,
            Path plan)
            throws Exception {
        String arn;
        try (S3Client s3 = s3(running)) {
            JsonNode state = TerraformJson.read(
                    s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(SECRETS_STATE))
                            .asUtf8String());
            arn = StreamSupport.stream(state.path("resources").spliterator(), false)
                    .filter(resource -> resource.path("type").asText().equals("aws_secretsmanager_secret"))
                    .map(resource -> resource.at("/instances/0/attributes/arn").asText())
                    .findFirst()
                    .orElseThrow();
            s3.deleteObject(request -> request.bucket(BUCKET).key(SECRETS_STATE));
        }
        Path listing = folder.resolve("listing.json");
        Files.writeString(
                listing,
                "{\"ResourceTagMappingList\": [{\"ResourceARN\": \"" + arn
                        + "\", \"Tags\": []}, {\"ResourceARN\": \"arn:aws:s3:::elsewhere\", \"Tags\": []}]}");
        Outcome imported = run(project, variables, "import", "shop/dev", "--from", listing.toString());
        imported.exits(0);
        assertTrue(imported.err().contains("Left out: arn:aws:s3:::elsewhere"), imported::toString);
        assertTrue(imported.out().contains("Plan: 0 to add, "), imported::toString);
        assertEquals(
                arn,
                TerraformJson.read("{\"id\": \""
                                + project.text("environments/shop/dev/imports.yaml")
                                        .replaceAll("(?s).*aws_secretsmanager_secret.token: \"?([^\"\n]*).*", "$1")
                                + "\"}")
                        .path("id")
                        .asText());
        run(project, variables, "plan", "shop/dev", "--out", plan.toString()).exits(0);
        run(project, variables, "apply", "shop/dev", "--plan", plan.toString()).exits(0);
        Outcome after = run(project, variables, "plan", "shop/dev", "--detailed-exitcode");
        after.exits(0);
        assertTrue(
                after.out().contains("aws_secretsmanager_secret.token is already imported; remove the entry"),
                after::toString);
    }

    /** A repository and a unit go from the settings. */
    private static void guarded(TempProject project, Map<String, String> variables, Path plan) {
        project.with("environments/shop/dev/imports.yaml", "");
        project.with(
                TempProject.SYSTEM,
                system(UNITS.replace("app: {}", "web: {}").replaceFirst("(?s)secrets:\n.*(?=state:)", "")));
        Outcome refused = run(project, variables, "plan", "shop/dev", "--no-refresh", "--out", plan.toString());
        refused.exits(1);
        assertTrue(
                refused.out()
                        .startsWith("Refused: this plan cannot be applied\n"
                                + "  us-east-1/ecr aws_ecr_repository.app is destroyed: its images are lost; AWS refuses that while it is not"
                                + " empty, since force_delete is false."),
                refused::toString);
        assertTrue(
                refused.out().contains("us-east-1/secrets is no longer in the settings; 1 resource would be destroyed"),
                refused::toString);
        Outcome apply = run(project, variables, "apply", "shop/dev", "--plan", plan.toString());
        apply.exits(1);
        assertTrue(apply.err().contains("the plan is refused"), apply::toString);
        project.with(
                "environments/shop/allowances.yaml",
                """
        - unit: shop/dev/us-east-1/ecr
          address: aws_ecr_repository.app
          actions: [delete]
          reason: The images of app are in the repository web.
          owner: platform
          expires: "9999-12-31"
        """);
        Outcome half = run(project, variables, "plan", "shop/dev", "--no-refresh");
        half.exits(1);
        assertTrue(half.out().startsWith("Refused: this plan cannot be applied\n  us-east-1/secrets "), half::toString);
    }

    private static void destroyed(TempProject project, Map<String, String> variables, Emulator.RunningEmulator running)
            throws Exception {
        Outcome readBy = run(project, variables, "destroy", "shop/dev", "--unit", "kms", "--confirm", "shop/dev");
        readBy.exits(1);
        assertTrue(
                readBy.err().contains("shop/dev/us-east-1/ecr is applied and reads shop/dev/us-east-1/kms"),
                readBy::toString);
        run(project, variables, "destroy", "shop/dev", "--confirm", "shop/dev").exits(1);
        project.with(
                "environments/shop/allowances.yaml",
                """
        - unit: shop/dev/*
          address: "*"
          actions: [delete]
          reason: The environment is given up.
          owner: platform
          expires: "9999-12-31"
        """);
        Outcome unconfirmed = run(project, variables, "destroy", "shop/dev");
        unconfirmed.exits(2);
        assertTrue(unconfirmed.err().contains("--confirm shop/dev"), unconfirmed::toString);
        // As after an apply that was cut short: what others read from it is not there.
        String kms = "dev/us-east-1/kms/terraform.tfstate";
        try (S3Client s3 = s3(running)) {
            ObjectNode half = TerraformJson.read(
                    s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(kms))
                            .asUtf8String());
            half.putObject("outputs");
            s3.putObject(request -> request.bucket(BUCKET).key(kms), RequestBody.fromString(half.toString()));
        }
        Outcome destroyed = run(project, variables, "destroy", "shop/dev", "--confirm", "shop/dev");
        destroyed.exits(0);
        String done = destroyed.err();
        assertTrue(
                done.indexOf("secrets: applied") < done.indexOf("ecr: planning")
                        && done.indexOf("ecr: applied") < done.indexOf("kms: planning"),
                destroyed::toString);
        try (S3Client s3 = s3(running)) {
            for (String unit : new String[] {"kms", "ecr", "secrets"}) {
                assertEquals(
                        0,
                        TerraformJson.read(s3.getObjectAsBytes(request -> request.bucket(BUCKET)
                                                .key("dev/us-east-1/" + unit + "/terraform.tfstate"))
                                        .asUtf8String())
                                .path("resources")
                                .size(),
                        unit);
            }
        }
        Outcome again = run(project, variables, "destroy", "shop/dev", "--confirm", "shop/dev");
        again.exits(0);
        assertTrue(again.out().startsWith("There are no resources to destroy."), again::toString);
    }

    private static S3Client s3(Emulator.RunningEmulator running) {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(URI.create(running.url()))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "emulator")))
                .build();
    }

    /** Without a lock table, which would remember the state that is lost. */
    private static String system(String units) {
        return """
        region: us-east-1
        account_id: "123456789012"
        state:
          bucket: shop-terraform-state
          use_lockfile: true
        units:
        """
                + units.indent(2);
    }

    private static Outcome run(TempProject project, Map<String, String> variables, String... arguments) {
        return project.run(variables, false, arguments);
    }
}
