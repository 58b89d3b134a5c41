package groundplan.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import groundplan.kernel.Name;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.Bucket;
import groundplan.parts.Function;
import groundplan.parts.FunctionCode;
import groundplan.parts.Statement;
import groundplan.storage.StorageOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deploys services again when a secret that their tasks read has been rotated, such as the password of a database's master
 * user: tasks read secrets only when they start, and would fail to sign in from then on.
 */
final class Redeployment {
    private static final String NAME = "redeploy";
    /** How long a rotation stays unnoticed at most where no trail of the account tells EventBridge of it. */
    private static final String EVERY = "rate(5 minutes)";

    private static final int TIMEOUT_SECONDS = 60;

    private final Unit<?> unit;
    private final Function function;

    /**
     * A service with secrets.
     *
     * @param name its name at AWS
     * @param secretArns the secrets that its tasks read
     * @param deploymentGroup its CodeDeploy application and deployment group; absent if ECS deploys it
     */
    record Reader(String name, List<String> secretArns, Optional<String> deploymentGroup) {}

    private Redeployment(Unit<?> unit, String cluster, List<Reader> readers, EcsReads reads) {
        this.unit = unit;
        Bucket code = Bucket.plan(unit, TerraformName.of(unit.context().path().unit()) + "_" + NAME)
                .key(reads.keys().dataKeyArn())
                .logsTo(reads.storage().map(StorageOutputs::logsBucketName))
                .create();
        this.function = Function.plan(
                        unit,
                        NAME,
                        FunctionCode.python(Redeployment.class, "redeploy.py"),
                        code,
                        new Function.Keys(
                                reads.keys().dataKeyArn(),
                                reads.keys().logsKeyArn(),
                                reads.keys().notificationsKeyArn()))
                .description("Replaces tasks that started with a secret's former value")
                .reservedConcurrency(1)
                .timeout(TIMEOUT_SECONDS)
                .variable("SERVICES", json(Map.of("cluster", cluster, "services", configuration(readers))))
                .allow(permissions(cluster, readers))
                .create();
        rule(
                "rotated",
                made -> made.eventPattern(json(Map.of(
                        "source",
                        List.of("aws.secretsmanager"),
                        "detail-type",
                        List.of("AWS Service Event via CloudTrail"),
                        "detail",
                        Map.of("eventName", List.of("RotationSucceeded"))))));
        rule("schedule", made -> made.scheduleExpression(EVERY));
    }

    /** Creates the function, if a service reads secrets. */
    static void of(Unit<?> unit, String cluster, List<Reader> services, EcsReads reads) {
        List<Reader> readers = services.stream()
                .filter(service -> !service.secretArns().isEmpty())
                .toList();
        if (!readers.isEmpty()) {
            new Redeployment(unit, cluster, readers, reads);
        }
    }

    private static List<Object> configuration(List<Reader> readers) {
        List<Object> services = new ArrayList<>();
        readers.forEach(reader -> {
            Map<String, Object> service = new TreeMap<>(Map.of("name", reader.name(), "secrets", reader.secretArns()));
            reader.deploymentGroup().ifPresent(group -> service.put("deploymentGroup", group));
            services.add(service);
        });
        return services;
    }

    private List<Statement> permissions(String cluster, List<Reader> readers) {
        SortedSet<String> secrets = new TreeSet<>();
        SortedSet<String> services = new TreeSet<>();
        SortedSet<String> groups = new TreeSet<>();
        readers.forEach(reader -> {
            secrets.addAll(reader.secretArns());
            services.add(unit.context().arn("ecs", "service/" + cluster + "/" + reader.name()));
            reader.deploymentGroup().ifPresent(group -> {
                groups.add(unit.context().arn("codedeploy", "application:" + group));
                groups.add(unit.context().arn("codedeploy", "deploymentgroup:" + group + "/" + group));
            });
        });
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow("Rotated", "secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds")
                        .on(List.copyOf(secrets)),
                Statement.allow("Deploy", "ecs:DescribeServices", "ecs:UpdateService")
                        .on(List.copyOf(services))));
        if (!groups.isEmpty()) {
            groups.add(unit.context().arn("codedeploy", "deploymentconfig:*"));
            statements.add(Statement.allow(
                            "Shift",
                            "codedeploy:CreateDeployment",
                            "codedeploy:GetApplicationRevision",
                            "codedeploy:GetDeployment",
                            "codedeploy:GetDeploymentConfig",
                            "codedeploy:ListDeployments",
                            "codedeploy:RegisterApplicationRevision")
                    .on(List.copyOf(groups)));
        }
        return statements;
    }

    private void rule(String what, java.util.function.Consumer<CloudwatchEventRule.Builder> when) {
        String id = NAME + "_" + what;
        CloudwatchEventRule rule = unit.add(id, (scope, construct) -> {
            CloudwatchEventRule.Builder made = CloudwatchEventRule.Builder.create(scope, construct)
                    .name(unit.context()
                            .name(unit.context().path().unit().replace('/', '-') + "-" + NAME + "-" + what, Name.ROLE))
                    .description("Has services read secrets that were rotated");
            when.accept(made);
            return made.build();
        });
        function.invokedBy(what, "events.amazonaws.com", rule.getArn());
        unit.add(id, (scope, construct) -> CloudwatchEventTarget.Builder.create(scope, construct)
                .rule(rule.getId())
                .arn(function.arn())
                .build());
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value instanceof Map<?, ?> map ? new TreeMap<>(map) : value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
