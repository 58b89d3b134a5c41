package groundplan.scripts;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The scripts deploy with the role of an environment's jobs, and nothing more: the emulator enforces permissions, and the policy is the
 * one that is generated, with the names of what {@code world.py} makes.
 */
class DeployRoleTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-west-1";
    private static final String HOSTING = "ohi-dev-frontend-hosting";
    private static final String BACKUP = "ohi-dev-frontend-backup";
    private static final Map<String, String> ROOT =
            Map.of("AWS_ACCESS_KEY_ID", ACCOUNT, "AWS_SECRET_ACCESS_KEY", "emulator");

    @Test
    void theScriptsDeployWithTheRoleOfTheJobs() {
        World world = World.enforcing(ACCOUNT, REGION)
                .with("services", "ohi-dev", "ohi-dev-", "ohi-dev-api", "ohi-dev-sse")
                .with("services", "ohi-prod", "ohi-prod-", "ohi-prod-api")
                .with("site", HOSTING, BACKUP)
                .with("site", "ohi-prod-frontend-hosting", "ohi-prod-frontend-backup")
                .file("backend/api/Dockerfile", "FROM scratch\n")
                .file("frontend/package.json", "{}")
                .file("frontend/next/index.html", "page")
                .file("frontend/next/assets/index-DiwrgTda.js", "code");
        world.as(signIn(world));

        world.run("ohi/deploy-ecs.sh", "dev", "api", "1a2b3c4").exits(0);
        world.run("ohi/run-migrations.sh", "dev", "up").exits(0).complains("done");
        world.run("ohi/deploy-frontend.sh", "dev").exits(0);
        world.file("frontend/next/index.html", "next page");
        world.run("ohi/deploy-frontend.sh", "dev").exits(0);

        // What these credentials may not see is not said to be missing.
        String unknown = "so it is not known whether it exists. AWS says: ";
        Outcome other = world.run("ohi/deploy-ecs.sh", "prod", "api", "1a2b3c4")
                .exits(1)
                .complains("these credentials may not see a service for 'api' in cluster ohi-prod")
                .complains("(they cannot be listed)")
                .complains(unknown);
        assertFalse(other.toString().contains("has no service"), other::toString);
        world.run("ohi/deploy-ecs.sh", "dev", "web", "1a2b3c4")
                .exits(1)
                .complains("these credentials may not see a service for 'web' in cluster ohi-dev")
                .complains("whose services are: ohi-dev-api ohi-dev-sse")
                .complains(unknown);
        world.run("shift-function.sh", "ohi", "dev", "orders", "--version", "2")
                .exits(1)
                .complains("these credentials may not see a function 'orders' with an alias 'live' in eu-west-1")
                .complains(unknown);
        world.run("ohi/deploy-frontend.sh", "prod")
                .exits(1)
                .complains("these credentials may not see bucket ohi-prod-frontend-hosting")
                .complains(unknown);
        world.as(ROOT);
        assertEquals("ohi-dev-api:2", runs(world, "dev"));
        assertEquals("ohi-prod-api:1", runs(world, "prod"));
    }

    @Test
    @Tag("nightly")
    void revisionsAreDeployedAndRolledBackAndAnApplicationHandedToAmplify() {
        String account = "333344445555";
        World world = World.enforcing(account, "us-east-1")
                .with("services", "h2o-dev", "h2o-", "h2o-backend")
                .with("app", "h2o-dev-frontend")
                .file("frontend/package.json", "{}")
                .file("frontend/next/index.html", "<html>")
                .file("backend/Dockerfile", "FROM scratch\n");
        String app = world.aws("amplify", "list-apps").at("/apps/0/appArn").asText();
        String own = "us-east-1:" + account + ":";
        String role = "arn:aws:iam::" + account + ":role/h2o-{}";
        world.as(DeployRole.of(world, "h2o/dev", account)
                .signIn(Map.ofEntries(
                        entry("us_east_1_ecr_repository_arns", "arn:aws:ecr:" + own + "repository/h2o-{}"),
                        entry("us_east_1_ecs_cluster_name", "h2o-dev"),
                        entry("us_east_1_ecs_cluster_arn", "arn:aws:ecs:" + own + "cluster/h2o-dev"),
                        entry("us_east_1_ecs_service_names", "h2o-{}"),
                        entry("us_east_1_ecs_own_task_families", "h2o-{}"),
                        entry("us_east_1_ecs_task_role_arns", role),
                        entry("us_east_1_ecs_execution_role_arns", role + "-execution"),
                        entry("us_east_1_ecs_log_group_names", "/ecs/h2o-{}"),
                        entry("us_east_1_frontend_app_arn", app),
                        entry("us_east_1_frontend_branch_name", "main"))));

        String folder = world.path("backend").toString();
        world.run("deploy-service.sh", "h2o", "dev", "backend", "2", "--folder", folder)
                .exits(0)
                .complains("h2o-backend:2");
        world.run("h2o/deploy.sh", "dev", "--tag", "3", "--url", world.url() + "/moto-api/")
                .exits(0);
        world.run("h2o/rollback.sh", "dev").exits(0).complains("runs h2o-backend:2 again");
        world.run("run-task.sh", "h2o", "dev", "backend", "--", "migrate", "up").exits(0);
        world.run("h2o/deploy-frontend.sh", "dev").exits(0).complains("the new version is live");
    }

    @Test
    @Tag("nightly")
    void codeDeployShiftsServicesAndFunctionsAndATaskIsRunOnce() throws IOException {
        String account = "555566667777";
        World world = World.enforcing(account, "us-east-1")
                .with("turns", "sarc-ng-cluster", "sarc-ng-staging-", "sarc-ng-api=api")
                .with(
                        "task",
                        "sarc-ng-cluster",
                        "sarc-ng-staging-schema",
                        "schema",
                        account + ".dkr.ecr.us-east-1.amazonaws.com/sarc-ng-staging-api:1.0.0")
                .with("functions", "sarc-ng-api+signed+deployed")
                .file("source/api/Dockerfile", "FROM scratch\n");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(world.path("next.zip")))) {
            zip.putNextEntry(new ZipEntry("main.py"));
        }
        String own = "us-east-1:" + account + ":";
        String role = "arn:aws:iam::" + account + ":role/";
        String service = "us_east_1_services_sarcng_api_ecs_alb_service_";
        String function = "us_east_1_services_sarcng_api_lambda_http_api_";
        String task = "us_east_1_services_sarcng_api_schema_";
        String site = "us_east_1_services_sarcng_web_";
        world.as(DeployRole.of(world, "sarc-ng/staging", account)
                .signIn(Map.ofEntries(
                        entry("us_east_1_ecr_repository_arns", "arn:aws:ecr:" + own + "repository/sarc-ng-staging-{}"),
                        entry(service + "cluster_name", "sarc-ng-cluster"),
                        entry(service + "deployment_name", "sarc-ng-staging-api"),
                        entry(service + "service_name", "sarc-ng-api"),
                        entry(service + "task_family", "sarc-ng-api"),
                        entry(service + "task_role_arn", role + "sarc-ng-api"),
                        entry(service + "execution_role_arn", role + "sarc-ng-api-execution"),
                        entry(function + "function_arn", "arn:aws:lambda:" + own + "function:sarc-ng-api"),
                        entry(function + "deployment_name", "sarc-ng-api"),
                        entry(function + "code_bucket_arn", "arn:aws:s3:::sarc-ng-test-code"),
                        entry(
                                function + "signing_profile_arn",
                                "arn:aws:signer:" + own + "/signing-profiles/sarc_ng_test"),
                        entry(task + "cluster_arn", "arn:aws:ecs:" + own + "cluster/sarc-ng-cluster"),
                        entry(task + "cluster_name", "sarc-ng-cluster"),
                        entry(task + "task_family", "sarc-ng-staging-schema"),
                        entry(task + "log_group_name", "/ecs/sarc-ng-staging-schema"),
                        entry(task + "task_role_arn", role + "sarc-ng-staging-schema"),
                        entry(task + "execution_role_arn", role + "sarc-ng-staging-schema-execution"),
                        entry(site + "bucket_arns", "arn:aws:s3:::sarc-ng-staging-{}"),
                        entry(site + "bucket_key_arn", "arn:aws:kms:" + own + "key/none"),
                        entry(site + "distribution_arn", "arn:aws:cloudfront::" + account + ":distribution/NONE"))));

        Map<String, String> fast =
                Map.of("SHIFT_PAUSE_SECONDS", "0", "SHIFT_TIMEOUT_SECONDS", "120", "DEPLOY_TIMEOUT_SECONDS", "120");
        world.run(
                        fast,
                        "deploy-service.sh",
                        "sarc-ng",
                        "staging",
                        "api",
                        "2",
                        "--folder",
                        world.path("source/api").toString())
                .exits(0)
                .complains("deploys sarc-ng-api:2");
        world.run("run-task.sh", "sarc-ng", "staging", "schema", "--", "migrate", "up")
                .exits(0);
        world.run(
                        fast,
                        "shift-function.sh",
                        "sarc-ng",
                        "staging",
                        "api",
                        "--archive",
                        world.path("next.zip").toString())
                .exits(0)
                .complains("signed with sarc_ng_test")
                .complains("CodeDeploy shifts sarc-ng-api from version 1 to 2");
        world.run(fast, "shift-function.sh", "sarc-ng", "staging", "api", "--version", "1", "--own")
                .exits(0)
                .complains("sarc-ng-api runs version 1");
    }

    private static String runs(World world, String environment) {
        String name = "ohi-" + environment;
        return world.aws("ecs", "describe-services", "--cluster", name, "--services", name + "-api")
                .at("/services/0/taskDefinition")
                .asText()
                .replaceFirst(".*/", "");
    }

    private static Map<String, String> signIn(World world) {
        String own = REGION + ":" + ACCOUNT + ":";
        return DeployRole.of(world, "ohi/dev", ACCOUNT)
                .signIn(Map.ofEntries(
                        entry("eu_west_1_ecr_repository_arns", "arn:aws:ecr:" + own + "repository/ohi-dev-{}"),
                        entry("eu_west_1_ecs_cluster_name", "ohi-dev"),
                        entry("eu_west_1_ecs_cluster_arn", "arn:aws:ecs:" + own + "cluster/ohi-dev"),
                        entry("eu_west_1_ecs_service_names", "ohi-dev-{}"),
                        entry("eu_west_1_ecs_own_task_families", "ohi-dev-{}"),
                        entry("eu_west_1_ecs_task_role_arns", "arn:aws:iam::" + ACCOUNT + ":role/ohi-dev-{}"),
                        entry(
                                "eu_west_1_ecs_execution_role_arns",
                                "arn:aws:iam::" + ACCOUNT + ":role/ohi-dev-{}-execution"),
                        entry("eu_west_1_ecs_log_group_names", "/ecs/ohi-dev-{}"),
                        entry("frontend_bucket_arns", "arn:aws:s3:::ohi-dev-frontend-{}"),
                        entry("frontend_bucket_key_arn", "arn:aws:kms:" + own + "key/none"),
                        entry(
                                "frontend_distribution_arn",
                                world.aws("cloudfront", "list-distributions")
                                        .at("/DistributionList/Items/0/ARN")
                                        .asText())));
    }
}
