package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.e2e.EmulatedAws.Answer;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.json.TerraformJson;
import groundplan.testing.Repository;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets are rotated and a service still signs in, on an emulator that enforces permissions. The functions' own code runs as their own
 * roles, in the place of Lambda; what a task reads is read as its execution role, in the place of ECS.
 */
class RotationOnTheEmulatorTest {
    private static final String ACCOUNT = "123456789012";
    private static final Caller ROOT = Caller.root(ACCOUNT);
    private static final String KEY = "data.terraform_remote_state.kms.outputs.data_key_arn";
    private static final String SECRETS = "secretsmanager.";
    private static final Synthesized ENV = Synthesized.of(
            """
      boundary: {}
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
        nat_gateways: single
      secrets:
        network: network
        secrets:
          cache_password: {description: Of the cache., generated: {exclude_punctuation: true}, rotation: {}, cache: redis}
          token: {description: Token of the API., generated: {}, rotation: {}}
      redis:
        kind: elasticache
        node_type: cache.t4g.micro
        engine: {authentication: password}
      db:
        kind: rds
        instance_class: db.t4g.medium
        storage: {allocated_storage: 20}
        database:
          engine_version: "16"
          db_name: shop
          master_password: {}
          read_replicas: {reader: {}}
      ecs:
        secrets: secrets
        services:
          api:
            image: {external: "example.com/api@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
            container:
              secrets: {CACHE_PASSWORD: cache_password, TOKEN: token}
            connections: {caches: [redis], databases: [db]}
      """);
    private static final UnitJson SECRETS_UNIT = ENV.unit("secrets");
    private static final UnitJson DATABASE = ENV.unit("db");
    private static final UnitJson SERVICES = ENV.unit("ecs");

    @TempDir
    Path folder;

    private Emulator emulator;
    private EmulatedAws aws;
    private GeneratedRoles roles;
    private EmulatedFunctions functions;

    @BeforeEach
    void start() throws IOException {
        Tool tools = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());
        emulator = new Emulator(tools.path("emulator"), folder);
        String url = emulator.start(0, Emulator.Abilities.ENFORCING).url();
        aws = new EmulatedAws(url);
        roles = new GeneratedRoles(aws, ACCOUNT);
        functions = new EmulatedFunctions(tools, url, roles, folder);
    }

    @AfterEach
    void stop() throws IOException {
        emulator.stop();
    }

    @Test
    void aServiceSignsInAfterItsSecretsWereRotated() throws Exception {
        roles.refer(
                KEY,
                aws.json(ROOT, "kms", "TrentService.CreateKey", TerraformJson.object())
                        .well()
                        .text("Arn"));
        String token = secret(SECRETS_UNIT, "token");
        String master = secret(DATABASE, "master_user");
        String cachePassword = secret(SECRETS_UNIT, "cache_password");
        roles.refer("data.terraform_remote_state.secrets.outputs.secret_arns.token", token);
        roles.refer("data.terraform_remote_state.secrets.outputs.secret_arns.cache_password", cachePassword);
        roles.refer("data.terraform_remote_state.db.outputs.master_secret_arn", master);
        database();
        cache();
        roles.boundary(ENV.unit("boundary"));
        Caller tokenRotation = roles.signIn(SECRETS_UNIT, "rotation");
        Caller masterRotation = roles.signIn(DATABASE, "rotation");
        Caller execution = roles.signIn(SERVICES, "api_execution");

        functions.run(
                SECRETS_UNIT,
                "rotation",
                tokenRotation,
                functions.invocation(SECRETS_UNIT, "token_first"),
                functions.invocation(SECRETS_UNIT, "cache_password_first"),
                functions.invocation(SECRETS_UNIT, "cache_password"));
        functions.run(
                DATABASE,
                "rotation",
                masterRotation,
                functions.invocation(DATABASE, "master_user_first"),
                functions.invocation(DATABASE, "master_user"));
        schedule(SECRETS_UNIT, token);
        schedule(SECRETS_UNIT, cachePassword);
        schedule(DATABASE, master);
        service();
        Caller redeployment = roles.signIn(SERVICES, "redeploy");
        functions.run(SERVICES, "redeploy", redeployment, "{}");
        String first = deployment();
        Map<String, String> started = whatATaskReads(execution);
        assertEquals(databasePassword(), started.get("DATABASE_PASSWORD"), "the first password");
        assertEquals(functions.outside("cache"), started.get("CACHE_PASSWORD"), "the first password of the cache");
        assertEquals("app_admin", started.get("DATABASE_USERNAME"));

        rotate(SECRETS_UNIT, tokenRotation, token);
        rotate(SECRETS_UNIT, tokenRotation, cachePassword);
        rotate(DATABASE, masterRotation, master);

        assertNotEquals(
                started.get("DATABASE_PASSWORD"), databasePassword(), "tasks that run know the former password");
        functions.run(SERVICES, "redeploy", redeployment, "{}");
        String second = deployment();
        assertNotEquals(first, second, "the function has not deployed the service again");
        Map<String, String> restarted = whatATaskReads(execution);
        assertEquals(databasePassword(), restarted.get("DATABASE_PASSWORD"), "a new task cannot sign in");
        assertNotEquals(started.get("CACHE_PASSWORD"), restarted.get("CACHE_PASSWORD"));
        assertEquals(
                Set.of(started.get("CACHE_PASSWORD"), restarted.get("CACHE_PASSWORD")),
                Set.of(functions.outside("cache").split("\n")),
                "tasks that run still sign in to the cache");
        assertNotEquals(started.get("TOKEN"), restarted.get("TOKEN"));
        functions.run(SERVICES, "redeploy", redeployment, "{}");
        assertEquals(second, deployment(), "the tasks have the current values already");

        String other = secret(TerraformJson.object().put("Name", "shop-prod-token"));
        for (Caller role : List.of(tokenRotation, masterRotation, execution)) {
            assertTrue(value(role, other).refused(), "a secret of another environment is readable");
        }
        assertTrue(value(tokenRotation, master).refused(), "each function has its own secrets");
        assertTrue(value(redeployment, token).refused(), "the function that deploys reads no value");
    }

    /** Secrets Manager does this: it starts a rotation, and invokes the function once for each step. */
    private void rotate(UnitJson unit, Caller role, String secret) throws IOException, InterruptedException {
        String version = aws.json(ROOT, "secretsmanager", SECRETS + "RotateSecret", id(secret))
                .well()
                .text("VersionId");
        functions.run(
                unit,
                "rotation",
                role,
                Stream.of("createSecret", "setSecret", "testSecret", "finishSecret")
                        .map(step -> id(secret)
                                .put("ClientRequestToken", version)
                                .put("Step", step)
                                .toString())
                        .toArray(String[]::new));
    }

    /** Terraform does this with {@code aws_secretsmanager_secret}: the secret has no value. */
    private String secret(UnitJson unit, String name) throws IOException {
        String given =
                unit.attribute("aws_secretsmanager_secret." + name, "name").asText();
        String arn = secret(TerraformJson.object().put("Name", given).put("KmsKeyId", roles.text("${" + KEY + "}")));
        roles.refer("aws_secretsmanager_secret." + name + ".arn", arn);
        roles.refer("aws_secretsmanager_secret." + name + ".name", given);
        return arn;
    }

    private String secret(ObjectNode request) throws IOException {
        return aws.json(ROOT, "secretsmanager", SECRETS + "CreateSecret", request)
                .well()
                .text("ARN");
    }

    /** With a password that nobody knows. */
    private void database() throws IOException {
        String identifier =
                DATABASE.attribute("aws_db_instance.main", "identifier").asText();
        Answer made = aws.form(
                        ROOT,
                        "rds",
                        "2014-10-31",
                        "CreateDBInstance",
                        Map.of(
                                "DBInstanceIdentifier", identifier,
                                "DBInstanceClass", "db.t4g.medium",
                                "Engine", "postgres",
                                "AllocatedStorage", "20",
                                "MasterUsername", "app_admin",
                                "MasterUserPassword", "nobody-knows-it"))
                .well();
        roles.refer("aws_db_instance.main.arn", made.text("DBInstanceArn"));
        roles.refer("aws_db_instance.main.identifier", identifier);
        roles.refer("aws_db_instance.main.address", "db.example");
    }

    private void cache() throws IOException {
        Answer user = aws.form(
                        ROOT,
                        "elasticache",
                        "2015-02-02",
                        "CreateUser",
                        Map.of(
                                "UserId", "shop-dev-redis-app",
                                "UserName", "app",
                                "Engine", "redis",
                                "AccessString", "on ~* +@all",
                                "AuthenticationMode.Type", "no-password-required"))
                .well();
        String redis = "data.terraform_remote_state.redis.outputs.";
        roles.refer(redis + "user_arn", user.text("ARN"));
        roles.refer(redis + "password_user_id", "shop-dev-redis-app");
    }

    private void schedule(UnitJson unit, String secret) throws IOException {
        ObjectNode function = TerraformJson.object();
        function.put(
                        "FunctionName",
                        unit.attribute("aws_lambda_function.rotation", "function_name")
                                .asText())
                .put(
                        "Role",
                        "arn:aws:iam::" + ACCOUNT + ":role/"
                                + unit.attribute("aws_iam_role.rotation", "name")
                                        .asText())
                .put("Runtime", "python3.13")
                .put("Handler", "rotation.handler");
        function.putObject("Code")
                .put("ZipFile", Base64.getEncoder().encodeToString(EmulatedFunctions.code(unit, "rotation")));
        // For the second secret of a unit, it is there.
        aws.rest(ROOT, "lambda", "POST", "/2015-03-31/functions", function.toString());
        String arn = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:"
                + function.get("FunctionName").asText();
        ObjectNode rotation = id(secret).put("RotationLambdaARN", arn).put("RotateImmediately", false);
        rotation.putObject("RotationRules").put("AutomaticallyAfterDays", 30);
        aws.json(ROOT, "secretsmanager", SECRETS + "RotateSecret", rotation).well();
    }

    private void service() throws IOException {
        String cluster = SERVICES.attribute("aws_ecs_cluster.main", "name").asText();
        String name = SERVICES.attribute("aws_ecs_service.api", "name").asText();
        roles.refer("aws_ecs_cluster.main.name", cluster);
        roles.refer("aws_ecs_service.api.name", name);
        String ecs = "AmazonEC2ContainerServiceV20141113.";
        aws.json(ROOT, "ecs", ecs + "CreateCluster", TerraformJson.object().put("clusterName", cluster))
                .well();
        ObjectNode definition = TerraformJson.object().put("family", "api").put("networkMode", "bridge");
        definition.set(
                "containerDefinitions",
                TerraformJson.read("{\"all\":" + containers() + "}").get("all"));
        definition.put("memory", "512");
        aws.json(ROOT, "ecs", ecs + "RegisterTaskDefinition", definition).well();
        ObjectNode service = TerraformJson.object()
                .put("cluster", cluster)
                .put("serviceName", name)
                .put("taskDefinition", "api")
                .put("desiredCount", 1);
        aws.json(ROOT, "ecs", ecs + "CreateService", service).well();
    }

    private String containers() {
        return roles.text(SERVICES.attribute("aws_ecs_task_definition.api", "container_definitions")
                .asText());
    }

    /** The current deployment of the service. */
    private String deployment() throws IOException {
        ObjectNode asked = TerraformJson.object().put("cluster", roles.text("${aws_ecs_cluster.main.name}"));
        asked.putArray("services").add(roles.text("${aws_ecs_service.api.name}"));
        Answer answer = aws.json(ROOT, "ecs", "AmazonEC2ContainerServiceV20141113.DescribeServices", asked)
                .well();
        return TerraformJson.read(answer.body())
                .at("/services/0/deployments/0/id")
                .asText();
    }

    /** ECS does this with the secrets of a task that starts: {@code <ARN>:<key>::}, or the whole value. */
    private Map<String, String> whatATaskReads(Caller execution) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode secret :
                TerraformJson.read("{\"all\":" + containers() + "}").at("/all/0/secrets")) {
            String[] parts = secret.path("valueFrom").asText().split(":");
            String arn = String.join(":", List.of(parts).subList(0, 7));
            String value = TerraformJson.read(value(execution, arn).well().body())
                    .path("SecretString")
                    .asText();
            variables.put(
                    secret.path("name").asText(),
                    parts.length > 7 ? TerraformJson.read(value).path(parts[7]).asText() : value);
        }
        return variables;
    }

    private Answer value(Caller caller, String secret) throws IOException {
        return aws.json(caller, "secretsmanager", SECRETS + "GetSecretValue", id(secret));
    }

    private String databasePassword() throws IOException {
        return functions.outside("database");
    }

    private static ObjectNode id(String secret) {
        return TerraformJson.object().put("SecretId", secret);
    }
}
