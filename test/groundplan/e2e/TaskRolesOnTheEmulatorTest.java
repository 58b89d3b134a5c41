package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.e2e.EmulatedAws.Answer;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import groundplan.testing.UnitJson;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks and functions use what they are connected to, as their own roles, where permissions are enforced: each right that a role is
 * given allows its call, and none of them allows it on the same of another environment in the account.
 */
class TaskRolesOnTheEmulatorTest {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

    /** Rights that are used without a call of AWS's API, or on everything, such as those of a session. */
    private static final Pattern NO_CALL = Pattern.compile(
            "(elasticache|elasticfilesystem|kms|ssmmessages|xray):.*|ecr:GetAuthorizationToken|logs:Describe.*");

    private final List<String> wrong = new ArrayList<>();
    private EmulatedAws aws;
    private int calls;

    @Test
    void eachRightAllowsItsCallAndNoneInAnotherEnvironment(@TempDir Path folder) throws Exception {
        Tool tools = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder);
        try {
            aws = new EmulatedAws(
                    emulator.start(0, Emulator.Abilities.ENFORCING).url());
            Map<String, Environment> environments = new TreeMap<>();
            for (UnitDocument document : FullSynthesis.documents()) {
                UnitPath path = document.unit().path();
                if (path.toString().contains("/boundary")) {
                    environments.put(environmentOf(path), new Environment(document));
                }
            }
            for (UnitDocument document : FullSynthesis.documents()) {
                JsonNode resources = document.json().path("resource");
                if (resources.has("aws_ecs_task_definition") || resources.has("aws_lambda_alias")) {
                    environments.get(environmentOf(document.unit().path())).tryRoles(document);
                }
            }
        } finally {
            emulator.stop();
        }
        assertEquals(List.of(), wrong);
        assertTrue(calls >= 200, "only " + calls + " calls were made");
    }

    private static String environmentOf(UnitPath path) {
        return path.toString().replaceFirst("^([^/]+/[^/]+)/.*", "$1");
    }

    /** An environment's resources, as far as its tasks use them, and the same of another one in its account. */
    private final class Environment {
        private final String name;
        private final String account;
        private final Caller root;
        private final UnitJson boundary;
        private final Map<String, String> made = new TreeMap<>();
        private boolean bounded;
        private String region = "us-east-1";

        Environment(UnitDocument boundary) {
            this.name = environmentOf(boundary.unit().path()).replace('/', '-');
            this.account = boundary.unit().environment().accountId();
            this.root = Caller.root(account);
            this.boundary = new UnitJson(boundary.unit().path().toString(), boundary.json());
        }

        void tryRoles(UnitDocument document) throws IOException {
            String unit = document.unit().path().toString();
            region = document.unit().path().region();
            aws = aws.in(region);
            GeneratedRoles roles = new GeneratedRoles(aws, account);
            UnitJson json = new UnitJson(unit, document.json());
            if (!bounded) {
                roles.boundary(boundary);
                bounded = true;
            }
            for (var policy :
                    document.json().at("/resource/aws_iam_role_policy").properties()) {
                if (policy.getKey().matches("(.*_)?(task|execution)|function")) {
                    String text = policy.getValue().path("policy").asText();
                    Matcher reference = REFERENCE.matcher(text);
                    while (reference.find()) {
                        roles.refer(reference.group(1), resource(reference.group(1), name));
                    }
                    String role = policy.getValue().path("role").asText().replaceAll(".*\\.(\\w+)\\.\\w+}", "$1");
                    tryRights(unit + " " + role, roles.signIn(json, role), TerraformJson.read(roles.text(text)));
                }
            }
        }

        private void tryRights(String role, Caller caller, JsonNode policy) throws IOException {
            for (JsonNode statement : policy.path("Statement")) {
                for (String action : texts(statement.path("Action"))) {
                    if (!statement.path("Effect").asText().equals("Allow")
                            || NO_CALL.matcher(action).matches()) {
                        continue;
                    }
                    Set<String> others = new LinkedHashSet<>();
                    for (String resource : texts(statement.path("Resource"))) {
                        Answer answer = call(caller, action, resource);
                        calls++;
                        if (answer.refused()) {
                            wrong.add(role + " may not " + action + " on " + resource + ": " + answer.body());
                        }
                        others.add(other(resource));
                    }
                    for (String resource : others) {
                        Answer answer = call(caller, action, resource);
                        calls++;
                        if (!answer.refused()) {
                            wrong.add(role + " may " + action + " on " + resource + ": " + answer.status());
                        }
                    }
                }
            }
        }

        /** The same of another environment. */
        private String other(String arn) throws IOException {
            String service = arn.split(":")[2];
            String owner = name + "-other";
            return switch (service) {
                case "s3" -> resource("bucket_arns.x", owner) + (arn.endsWith("/*") ? "/*" : "");
                case "secretsmanager" -> resource("secret_arns.x", owner);
                case "ssm" -> resource("parameter_arns.x", owner);
                case "ecr" -> resource("repository_arns.x", owner);
                case "sqs" -> resource("aws_sqs_queue.x.arn", owner);
                case "logs" -> resource("aws_cloudwatch_log_group.x.arn", owner) + ":*";
                default -> throw new AssertionError("what is " + arn);
            };
        }

        /** What a reference stands for; created when it is first used. */
        private String resource(String reference, String owner) throws IOException {
            boolean isKey = reference.endsWith("_key_arn");
            String key = owner + " " + region + " " + (isKey ? "key" : reference);
            if (!made.containsKey(key)) {
                made.put(key, create(reference, owner));
            }
            return made.get(key);
        }

        private String create(String reference, String owner) throws IOException {
            String last = owner + "-" + region + "-"
                    + reference.replaceAll(".*\\.(?!arn$)", "").replaceAll("[^a-z0-9]", "-");
            if (reference.endsWith("_key_arn")) {
                return aws.json(root, "kms", "TrentService.CreateKey", TerraformJson.object())
                        .well()
                        .text("Arn");
            } else if (reference.contains("bucket_arns.")) {
                String place = "<CreateBucketConfiguration><LocationConstraint>" + region
                        + "</LocationConstraint></CreateBucketConfiguration>";
                aws.rest(root, "s3", "PUT", "/" + last, region.equals("us-east-1") ? "" : place)
                        .well();
                String rule =
                        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms"
                                + "</SSEAlgorithm><KMSMasterKeyID>" + key() + "</KMSMasterKeyID>"
                                + "</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";
                aws.rest(root, "s3", "PUT", "/" + last + "?encryption", rule).well();
                aws.rest(root, "s3", "PUT", "/" + last + "/object", "content").well();
                return "arn:aws:s3:::" + last;
            } else if (reference.contains("secret_arn")) {
                ObjectNode secret = TerraformJson.object()
                        .put("Name", last)
                        .put("SecretString", "secret")
                        .put("KmsKeyId", key());
                return aws.json(root, "secretsmanager", "secretsmanager.CreateSecret", secret)
                        .well()
                        .text("ARN");
            } else if (reference.contains("parameter_arns.")) {
                ObjectNode parameter = TerraformJson.object()
                        .put("Name", "/" + last)
                        .put("Value", "secret")
                        .put("Type", "SecureString")
                        .put("KeyId", key());
                aws.json(root, "ssm", "AmazonSSM.PutParameter", parameter).well();
                return "arn:aws:ssm:" + region + ":" + account + ":parameter/" + last;
            } else if (reference.contains("repository_arns.") || reference.contains("copy_arns.")) {
                ObjectNode repository = TerraformJson.object().put("repositoryName", last);
                return aws.json(root, "ecr", "AmazonEC2ContainerRegistry_V20150921.CreateRepository", repository)
                        .well()
                        .text("repositoryArn");
            } else if (reference.contains("aws_sqs_queue")) {
                ObjectNode queue = TerraformJson.object().put("QueueName", last);
                aws.json(root, "sqs", "AmazonSQS.CreateQueue", queue).well();
                return "arn:aws:sqs:" + region + ":" + account + ":" + last;
            } else if (reference.contains("log_group")) {
                aws.json(
                                root,
                                "logs",
                                "Logs_20140328.CreateLogGroup",
                                TerraformJson.object().put("logGroupName", last))
                        .well();
                return "arn:aws:logs:" + region + ":" + account + ":log-group:" + last;
            }
            return "arn:aws:none:us-east-1:" + account + ":none";
        }

        private String key() throws IOException {
            return resource("kms_data_key_arn", name);
        }
    }

    private Answer call(Caller caller, String action, String arn) throws IOException {
        String name = arn.replaceAll(".*:::|/\\*$", "");
        String[] parts = arn.split(":");
        String last = parts[parts.length - 1];
        String ecr = "AmazonEC2ContainerRegistry_V20150921.";
        ObjectNode image = TerraformJson.object().put("repositoryName", last.replaceFirst("repository/", ""));
        String group = parts.length > 6 ? parts[6] : "";
        return switch (action) {
            case "s3:ListBucket" -> aws.rest(caller, "s3", "GET", "/" + name + "?list-type=2", "");
            case "s3:GetObject" -> aws.rest(caller, "s3", "GET", "/" + name + "/object", "");
            case "s3:PutObject" -> aws.rest(caller, "s3", "PUT", "/" + name + "/new", "content");
            case "s3:DeleteObject" -> aws.rest(caller, "s3", "DELETE", "/" + name + "/new", "");
            case "s3:AbortMultipartUpload" -> aws.rest(caller, "s3", "DELETE", "/" + name + "/new?uploadId=none", "");
            case "secretsmanager:GetSecretValue" ->
                aws.json(
                        caller,
                        "secretsmanager",
                        "secretsmanager.GetSecretValue",
                        TerraformJson.object().put("SecretId", arn));
            case "sqs:SendMessage" ->
                aws.json(
                        caller,
                        "sqs",
                        "AmazonSQS.SendMessage",
                        TerraformJson.object()
                                .put("QueueUrl", aws.url() + "/" + parts[4] + "/" + last)
                                .put("MessageBody", "m"));
            case "ssm:GetParameter" ->
                aws.json(
                        caller,
                        "ssm",
                        "AmazonSSM.GetParameter",
                        TerraformJson.object()
                                .put("WithDecryption", true)
                                .put("Name", last.replaceFirst("parameter", "")));
            case "ssm:GetParameters" -> {
                ObjectNode asked = TerraformJson.object().put("WithDecryption", true);
                asked.putArray("Names").add(last.replaceFirst("parameter", ""));
                yield aws.json(caller, "ssm", "AmazonSSM.GetParameters", asked);
            }
            case "ecr:BatchGetImage" -> {
                image.putArray("imageIds").addObject().put("imageTag", "1");
                yield aws.json(caller, "ecr", ecr + "BatchGetImage", image);
            }
            case "ecr:BatchCheckLayerAvailability" -> {
                image.putArray("layerDigests").add("sha256:" + "0".repeat(64));
                yield aws.json(caller, "ecr", ecr + "BatchCheckLayerAvailability", image);
            }
            case "ecr:GetDownloadUrlForLayer" ->
                aws.json(
                        caller,
                        "ecr",
                        ecr + "GetDownloadUrlForLayer",
                        image.put("layerDigest", "sha256:" + "0".repeat(64)));
            case "logs:CreateLogStream" ->
                aws.json(
                        caller,
                        "logs",
                        "Logs_20140328.CreateLogStream",
                        TerraformJson.object().put("logGroupName", group).put("logStreamName", "s" + calls));
            case "logs:PutLogEvents" -> {
                ObjectNode events =
                        TerraformJson.object().put("logGroupName", group).put("logStreamName", "s");
                events.putArray("logEvents").addObject().put("timestamp", 1).put("message", "m");
                yield aws.json(caller, "logs", "Logs_20140328.PutLogEvents", events);
            }
            default -> throw new AssertionError("how is " + action + " called?");
        };
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(text -> texts.add(text.asText()));
        } else {
            texts.add(node.asText());
        }
        return texts;
    }
}
