package groundplan.cloudtrail;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.cloudtrail.Cloudtrail;
import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailInsightSelector;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.parts.Bucket;
import groundplan.parts.BucketLifecycle;
import groundplan.parts.EncryptionKey;
import groundplan.parts.LogGroup;
import groundplan.parts.Policy;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import groundplan.storage.StorageOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** The trail with its key, its bucket, its log group and its topic. */
public final class CloudtrailUnit extends Unit<CloudtrailOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<CloudtrailSettings, CloudtrailOutputs> KIND = new Kind<>(
                    "cloudtrail",
                    Scope.REGIONAL,
                    "audit trail of the account, all regions",
                    CloudtrailSettings.class,
                    CloudtrailOutputs::of,
                    (app, context, settings, wiring) -> new CloudtrailUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
                            wiring.outputs(
                                    context.path(),
                                    StorageOutputs.class,
                                    settings.dataEvents().keySet()),
                            wiring.outputs(
                                    context.path(),
                                    StorageOutputs.class,
                                    settings.logFiles().storage())))
            .checking((context, settings, wiring, check) -> settings.dataEvents()
                    .forEach((unit, wanted) -> wanted.buckets()
                            .forEach(bucket -> check.known(
                                    "data_events." + unit + ".buckets",
                                    bucket,
                                    unit,
                                    wiring.outputs(context.path(), StorageOutputs.class, unit)
                                            .bucketArns()
                                            .keySet()))));

    private static final String SERVICE = "cloudtrail.amazonaws.com";

    private final Cloudtrail trail;
    private final LogGroup group;
    private final Bucket bucket;
    private final Optional<SnsTopic> topic;

    /**
     * @param watched units with buckets whose data events are logged, by the unit's name in the settings
     * @param accessLogs the unit whose logs bucket receives the bucket's access log
     */
    public CloudtrailUnit(
            Construct app,
            UnitContext context,
            CloudtrailSettings settings,
            Wiring wiring,
            KmsOutputs keys,
            Map<String, StorageOutputs> watched,
            Optional<StorageOutputs> accessLogs) {
        super(app, context, wiring);
        EncryptionKey key = new EncryptionKey(
                this,
                "trail",
                "Log files of the audit trail, and the topic that tells of them",
                30,
                365,
                List.of(ours(Statement.allow("Trail", "kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey")
                        .on("*"))));
        this.bucket = bucket(settings.logFiles(), key, accessLogs);
        this.group = new LogGroup(
                this, "trail", "/aws/cloudtrail/" + name(), settings.logsRetentionInDays(), keys.logsKeyArn());
        // CloudTrail sends no source account when it assumes the role.
        ServiceRole role = new ServiceRole(this, "logs", SERVICE, "Writes the audit trail's events to its log group")
                .allow(List.of(Statement.allow("Write", "logs:CreateLogStream", "logs:PutLogEvents")
                        .on(group.arn() + ":log-stream:" + context.accountId() + "_CloudTrail_*")));
        List<ITerraformDependable> ready = new ArrayList<>(bucket.ready());
        ready.addAll(role.granted());
        this.topic = settings.snsTopic() ? Optional.of(topic(key, ready)) : Optional.empty();
        DataEventSelectors selectors = new DataEventSelectors(settings.dataEvents(), watched);
        this.trail = add("main", (scope, id) -> {
            Cloudtrail.Builder builder = Cloudtrail.Builder.create(scope, id)
                    .name(name())
                    .enableLogging(true)
                    .isMultiRegionTrail(true)
                    .includeGlobalServiceEvents(true)
                    .enableLogFileValidation(true)
                    .s3BucketName(bucket.name())
                    .kmsKeyId(key.arn())
                    .cloudWatchLogsGroupArn(group.arn() + ":*")
                    .cloudWatchLogsRoleArn(role.arn())
                    .dependsOn(ready);
            topic.ifPresent(told -> builder.snsTopicName(told.getName()));
            if (!settings.dataEvents().isEmpty()) {
                builder.advancedEventSelector(selectors.all());
            }
            if (!settings.insightTypes().isEmpty()) {
                builder.insightSelector(settings.insightTypes().stream()
                        .map(type -> CloudtrailInsightSelector.builder()
                                .insightType(type)
                                .build())
                        .toList());
            }
            return builder.build();
        });
    }

    @Override
    public CloudtrailOutputs outputs() {
        return new CloudtrailOutputs(trail.getArn(), group.name(), bucket.name(), topic.map(SnsTopic::getArn));
    }

    private Bucket bucket(
            CloudtrailSettings.LogFiles settings, EncryptionKey key, Optional<StorageOutputs> accessLogs) {
        int days = settings.retentionInDays();
        Bucket made = Bucket.plan(this, "trail")
                .key(key.arn())
                .logsTo(accessLogs.map(StorageOutputs::logsBucketName))
                .lifecycle(new BucketLifecycle(
                        false,
                        Optional.empty(),
                        settings.transitionToGlacierDays(),
                        Optional.of(days),
                        Math.min(days, 90)))
                .preventDestroy(settings.preventDestroy())
                .forceDestroy(settings.forceDestroy())
                .create();
        return made.allow(
                ours(Statement.allow("TrailReadsBucketAcl", "s3:GetBucketAcl").on(made.arn())),
                ours(Statement.allow("TrailWritesObjects", "s3:PutObject")
                        .on(made.objects("AWSLogs/" + context().accountId() + "/"))
                        .when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")));
    }

    private SnsTopic topic(EncryptionKey key, List<ITerraformDependable> ready) {
        SnsTopic made = add("trail", (scope, id) -> SnsTopic.Builder.create(scope, id)
                .name(name())
                .kmsMasterKeyId(key.arn())
                .build());
        ready.add(add("trail", (scope, id) -> SnsTopicPolicy.Builder.create(scope, id)
                .arn(made.getArn())
                .policy(Policy.of(
                        ours(Statement.allow("Trail", "sns:Publish").on(made.getArn())),
                        Statement.deny("TlsOnly", "sns:Publish")
                                .on(made.getArn())
                                .principal("*")
                                .when("Bool", "aws:SecureTransport", "false")))
                .build()));
        return made;
    }

    /** Allows this trail only, by its future ARN: the trails of other accounts use the same service principal. */
    private Statement ours(Statement statement) {
        return statement
                .service(SERVICE)
                .when("StringEquals", "aws:SourceArn", context().arn("cloudtrail", "trail/" + name()));
    }

    private String name() {
        return context().name("trail");
    }
}
