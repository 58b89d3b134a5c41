package groundplan.ecs;

import com.hashicorp.cdktf.ITerraformDependable;
import groundplan.efs.EfsOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.Unit;
import groundplan.parts.LogGroup;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Two roles: the task role of the service's own code, and the execution role that Fargate uses to start it. */
final class TaskRoles {
    private static final String TASKS = "ecs-tasks.amazonaws.com";
    /** X-Ray traces belong to the account as a whole and have no ARN. */
    private static final Statement TRACES = Statement.allow(
                    "Traces",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingStatisticSummaries",
                    "xray:GetSamplingTargets",
                    "xray:PutTelemetryRecords",
                    "xray:PutTraceSegments")
            .on("*");

    private final Unit<?> unit;
    private final EcsReads reads;
    private final ServiceRole task;
    private final ServiceRole execution;

    TaskRoles(Unit<?> unit, String name, ServiceSettings service, EcsReads reads, Cluster cluster, LogGroup log) {
        this.unit = unit;
        this.reads = reads;
        List<Statement> own = new ArrayList<>(buckets(service.connections().buckets()));
        own.addAll(caches(service.connections().caches()));
        own.addAll(fileSystems(service.connections().fileSystems()));
        own.addAll(databases(service.connections().iamUsers()));
        if (service.task().tracing().isPresent()) {
            own.add(TRACES);
        }
        if (service.deployment().enableExecuteCommand()) {
            own.addAll(cluster.executeCommand());
        }
        this.task = new ServiceRole(
                        unit, ServiceGroup.id(name) + "_task", TASKS, "What the code of service " + name + " may do")
                .allow(own);
        this.execution = new ServiceRole(
                        unit, ServiceGroup.id(name) + "_execution", TASKS, "Starts the tasks of service " + name)
                .allow(start(service, log));
    }

    String taskArn() {
        return task.arn();
    }

    String executionArn() {
        return execution.arn();
    }

    /** What must exist before the first task starts. */
    List<ITerraformDependable> granted() {
        List<ITerraformDependable> granted = new ArrayList<>(task.granted());
        granted.addAll(execution.granted());
        return granted;
    }

    private List<Statement> start(ServiceSettings service, LogGroup log) {
        List<Statement> statements = new ArrayList<>();
        Started started = new Started(service, reads);
        if (!started.repositoryArns().isEmpty()) {
            // The registry's authorization token has no ARN.
            statements.add(
                    Statement.allow("SignIn", "ecr:GetAuthorizationToken").on("*"));
            statements.add(Statement.allow(
                            "Pull",
                            "ecr:BatchCheckLayerAvailability",
                            "ecr:BatchGetImage",
                            "ecr:GetDownloadUrlForLayer")
                    .on(started.repositoryArns()));
        }
        statements.add(Statement.allow("Log", "logs:CreateLogStream", "logs:PutLogEvents")
                .on(log.arn() + ":*"));
        if (!started.secretArns().isEmpty()) {
            statements.add(
                    Statement.allow("Secrets", "secretsmanager:GetSecretValue").on(started.secretArns()));
            statements.add(key("SecretsKey", "secretsmanager", "kms:Decrypt").on(secretKeys(service)));
        }
        if (!started.parameterArns().isEmpty()) {
            statements.add(Statement.allow("Parameters", "ssm:GetParameters").on(started.parameterArns()));
            statements.add(key("ParametersKey", "ssm", "kms:Decrypt"));
        }
        return statements;
    }

    private List<Statement> buckets(Map<String, String> access) {
        List<Statement> statements = new ArrayList<>();
        Set<String> keyActions = new TreeSet<>();
        access.forEach((bucket, verbs) -> {
            String arn = reads.storage().orElseThrow().bucketArns().get(bucket);
            String sid = "Bucket" + letters(bucket);
            List<String> objects = new ArrayList<>();
            if (verbs.startsWith("read")) {
                objects.add("s3:GetObject");
                statements.add(Statement.allow(sid + "List", "s3:ListBucket").on(arn));
                keyActions.add("kms:Decrypt");
            }
            if (verbs.contains("write")) {
                objects.addAll(List.of("s3:PutObject", "s3:AbortMultipartUpload"));
                // Decrypt too: S3 reads the parts of a multipart upload to assemble them.
                keyActions.addAll(List.of("kms:Decrypt", "kms:GenerateDataKey"));
            }
            if (verbs.endsWith("delete")) {
                objects.add("s3:DeleteObject");
            }
            statements.add(Statement.allow(sid, objects.toArray(String[]::new)).on(arn + "/*"));
        });
        if (!keyActions.isEmpty()) {
            statements.add(key("BucketsKey", "s3", keyActions.toArray(String[]::new)));
        }
        return statements;
    }

    private List<Statement> caches(List<String> units) {
        List<Statement> statements = new ArrayList<>();
        units.forEach(name -> {
            ElasticacheOutputs cache = reads.servers().caches().get(name);
            if (cache.passwordUserId().isEmpty()) {
                statements.add(Statement.allow("Cache" + letters(name), "elasticache:Connect")
                        .on(cache.replicationGroupArn(), cache.userArn()));
            }
        });
        return statements;
    }

    private List<Statement> databases(Map<String, String> users) {
        List<String> arns = new ArrayList<>();
        new TreeMap<>(users)
                .forEach((name, user) -> arns.add(unit.context()
                        .arn(
                                "rds-db",
                                "dbuser:"
                                        + reads.servers().databases().get(name).resourceId() + "/" + user)));
        return arns.isEmpty()
                ? List.of()
                : List.of(Statement.allow("SignInToDatabases", "rds-db:connect").on(arns));
    }

    private List<Statement> fileSystems(Map<String, ConnectionsSettings.FileSystem> mounts) {
        List<Statement> statements = new ArrayList<>();
        mounts.forEach((unit, mount) -> {
            EfsOutputs outputs = reads.servers().fileSystems().get(unit);
            statements.add(Statement.allow(
                            "Files" + letters(unit), "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite")
                    .on(outputs.fileSystemArn())
                    .when(
                            "StringEquals",
                            "elasticfilesystem:AccessPointArn",
                            outputs.accessPointArns().get(mount.accessPoint())));
        });
        return statements;
    }

    /** The data key, and the keys of databases that have their own. */
    private List<String> secretKeys(ServiceSettings service) {
        return Stream.concat(
                        Stream.of(reads.keys().dataKeyArn()),
                        service.connections().withMasterUser().stream()
                                .flatMap(unit -> reads.servers().databases().get(unit).ownKeyArn().stream()))
                .toList();
    }

    /** The data key, through one service only. */
    private Statement key(String sid, String service, String... actions) {
        return Statement.allow(sid, actions)
                .on(reads.keys().dataKeyArn())
                .when(
                        "StringEquals",
                        "kms:ViaService",
                        service + "." + unit.context().region() + ".amazonaws.com");
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+")) {
            letters.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return letters.toString();
    }
}
