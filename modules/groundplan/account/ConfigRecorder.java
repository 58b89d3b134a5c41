package groundplan.account;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder.ConfigConfigurationRecorder;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder.ConfigConfigurationRecorderRecordingGroup;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder_status.ConfigConfigurationRecorderStatus;
import com.hashicorp.cdktf.providers.aws.config_delivery_channel.ConfigDeliveryChannel;
import com.hashicorp.cdktf.providers.aws.config_delivery_channel.ConfigDeliveryChannelSnapshotDeliveryProperties;
import com.hashicorp.cdktf.providers.aws.iam_service_linked_role.IamServiceLinkedRole;
import groundplan.kernel.UnitContext;
import groundplan.parts.Bucket;
import groundplan.parts.BucketLifecycle;
import groundplan.parts.EncryptionKey;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AWS Config: the recorder, and its bucket, with a key of its own. */
final class ConfigRecorder {
    private static final String SERVICE = "config.amazonaws.com";

    private final AccountUnit unit;
    private final Bucket bucket;
    private final Optional<IamServiceLinkedRole> role;
    private final ConfigConfigurationRecorderStatus started;

    /** @param givenRoleArn the service-linked role that another unit creates */
    ConfigRecorder(
            AccountUnit unit, ConfigSettings settings, Optional<String> logsBucket, Optional<String> givenRoleArn) {
        this.unit = unit;
        this.role = settings.createsServiceLinkedRole()
                ? Optional.of(unit.add("config", (scope, id) -> IamServiceLinkedRole.Builder.create(scope, id)
                        .awsServiceName(SERVICE)
                        .build()))
                : Optional.empty();
        // With the service-linked role, AWS Config delivers as the service and not as the role: bucket and key allow
        // the service.
        EncryptionKey key = new EncryptionKey(
                unit,
                "config",
                "What AWS Config records",
                30,
                365,
                List.of(ours(Statement.allow("Config", "kms:Decrypt", "kms:GenerateDataKey*")
                        .on("*"))));
        this.bucket = bucket(settings, key, logsBucket);
        List<ITerraformDependable> ready = new ArrayList<>(bucket.ready());
        ConfigConfigurationRecorder recorder = recorder(settings, givenRoleArn.orElseGet(this::usualRoleArn));
        ConfigDeliveryChannel channel = unit.add("main", (scope, id) -> ConfigDeliveryChannel.Builder.create(scope, id)
                .name(unit.context().name("config"))
                .s3BucketName(bucket.name())
                .s3KmsKeyArn(key.arn())
                .snapshotDeliveryProperties(ConfigDeliveryChannelSnapshotDeliveryProperties.builder()
                        .deliveryFrequency(settings.deliveryFrequency())
                        .build())
                .dependsOn(with(ready, recorder))
                .build());
        this.started = unit.add("main", (scope, id) -> ConfigConfigurationRecorderStatus.Builder.create(scope, id)
                .name(recorder.getId())
                .isEnabled(true)
                .dependsOn(List.of(channel))
                .build());
    }

    String bucketName() {
        return bucket.name();
    }

    /** The resource that starts the recording. */
    ITerraformDependable started() {
        return started;
    }

    /** The service-linked role, if this unit creates it. */
    Optional<String> createdRoleArn() {
        return role.map(IamServiceLinkedRole::getArn);
    }

    private String usualRoleArn() {
        return "arn:aws:iam::" + unit.context().accountId() + ":role/aws-service-role/" + SERVICE
                + "/AWSServiceRoleForConfig";
    }

    private ConfigConfigurationRecorder recorder(ConfigSettings settings, String roleArn) {
        return unit.add("main", (scope, id) -> {
            ConfigConfigurationRecorder.Builder builder = ConfigConfigurationRecorder.Builder.create(scope, id)
                    .name(unit.context().name("config"))
                    .roleArn(roleArn)
                    .recordingGroup(ConfigConfigurationRecorderRecordingGroup.builder()
                            .allSupported(true)
                            .includeGlobalResourceTypes(true)
                            .build());
            role.ifPresent(made -> builder.dependsOn(List.of(made)));
            ConfigConfigurationRecorder made = builder.build();
            // Not yet in the bindings.
            made.addOverride("recording_mode", List.of(Map.of("recording_frequency", settings.recordingFrequency())));
            return made;
        });
    }

    private Bucket bucket(ConfigSettings settings, EncryptionKey key, Optional<String> logsBucket) {
        UnitContext context = unit.context();
        Bucket made = Bucket.plan(unit, "config")
                .key(key.arn())
                .logsTo(logsBucket)
                // Bucket names are shared by all regions.
                .named(context.bucketName("config-" + context.region()))
                .lifecycle(BucketLifecycle.expiring(settings.retentionInDays()))
                .preventDestroy(settings.preventDestroy())
                .forceDestroy(settings.forceDestroy())
                .create();
        return made.allow(
                ours(Statement.allow("ConfigReadsBucket", "s3:GetBucketAcl", "s3:ListBucket")
                        .on(made.arn())),
                ours(Statement.allow("ConfigWritesObjects", "s3:PutObject")
                        .on(made.objects("AWSLogs/" + context.accountId() + "/Config/"))
                        .when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")));
    }

    private Statement ours(Statement statement) {
        return statement.service(SERVICE).sourceAccount(unit.context().accountId());
    }

    private static List<ITerraformDependable> with(List<ITerraformDependable> some, ITerraformDependable more) {
        List<ITerraformDependable> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
