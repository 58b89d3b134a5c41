package groundplan.observability;

import groundplan.cloudtrail.CloudtrailOutputs;
import groundplan.kernel.Unit;
import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Silence;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The monitored events of the audit trail: changes of permissions, of the audit itself, and of network access. */
final class Trail {
    /**
     * One kind of event.
     *
     * @param name the setting's name
     * @param sentence a description of what is counted
     * @param pattern the filter pattern of the events
     */
    private record Matter(String name, String sentence, String pattern) {
        /** API calls of one service. */
        static Matter calls(String name, String sentence, String service, String... actions) {
            return new Matter(
                    name,
                    sentence,
                    "{($.eventSource = \"" + service + ".amazonaws.com\") && ("
                            + Arrays.stream(actions)
                                    .map(action -> "($.eventName = " + action + ")")
                                    .collect(Collectors.joining(" || "))
                            + ")}");
        }
    }

    private static final Matter ROOT_USE = new Matter(
            "root_use",
            "uses of the root user",
            "{($.userIdentity.type = \"Root\") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != \"AwsServiceEvent\")}");
    /** Federated users have used their second factor with the identity provider. */
    private static final Matter WITHOUT_MFA = new Matter(
            "without_mfa",
            "sign-ins without a second factor",
            "{($.eventName = \"ConsoleLogin\") && ($.userIdentity.type = \"IAMUser\")"
                    + " && ($.additionalEventData.MFAUsed != \"Yes\") && ($.responseElements.ConsoleLogin = \"Success\")}");

    private static final Matter FAILURES = new Matter(
            "failures",
            "sign-ins that failed",
            "{($.eventName = \"ConsoleLogin\") && ($.errorMessage = \"Failed authentication\")}");
    /** Services that probe resources are excluded. */
    private static final Matter UNAUTHORIZED_CALLS = new Matter(
            "unauthorized_calls",
            "unauthorized API calls",
            "{(($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\"))"
                    + " && ($.sourceIPAddress != \"delivery.logs.amazonaws.com\") && ($.eventName != \"HeadBucket\")}");
    /**
     * The actions that the CIS benchmark lists, and others that extend permissions, within the 1024 characters of a
     * pattern.
     */
    private static final Matter PERMISSION_CHANGES = Matter.calls(
            "permission_changes",
            "changes of IAM permissions",
            "iam",
            "AttachGroupPolicy",
            "AttachRolePolicy",
            "AttachUserPolicy",
            "CreateAccessKey",
            "CreatePolicy",
            "CreatePolicyVersion",
            "DeleteGroupPolicy",
            "DeletePolicy",
            "DeletePolicyVersion",
            "DeleteRolePermissionsBoundary",
            "DeleteRolePolicy",
            "DeleteUserPolicy",
            "DetachGroupPolicy",
            "DetachRolePolicy",
            "DetachUserPolicy",
            "PutGroupPolicy",
            "PutRolePolicy",
            "PutUserPolicy",
            "SetDefaultPolicyVersion",
            "UpdateAssumeRolePolicy");

    private static final Matter BUCKET_POLICY_CHANGES = Matter.calls(
            "bucket_policy_changes",
            "changes of bucket access",
            "s3",
            "PutBucketAcl",
            "PutBucketPolicy",
            "PutBucketCors",
            "PutBucketLifecycle",
            "PutBucketReplication",
            "DeleteBucketPolicy",
            "DeleteBucketCors",
            "DeleteBucketLifecycle",
            "DeleteBucketReplication",
            "PutBucketPublicAccessBlock",
            "DeleteBucketPublicAccessBlock",
            "PutAccountPublicAccessBlock",
            "DeleteAccountPublicAccessBlock");
    private static final Matter TRAIL_CHANGES = Matter.calls(
            "trail_changes",
            "changes of trails",
            "cloudtrail",
            "CreateTrail",
            "UpdateTrail",
            "DeleteTrail",
            "StartLogging",
            "StopLogging",
            "PutEventSelectors");
    private static final Matter CONFIG_CHANGES = Matter.calls(
            "config_changes",
            "changes of the AWS Config recorder",
            "config",
            "StopConfigurationRecorder",
            "DeleteConfigurationRecorder",
            "PutConfigurationRecorder",
            "DeleteDeliveryChannel",
            "PutDeliveryChannel");
    private static final Matter KEY_DELETIONS =
            Matter.calls("key_deletions", "keys disabled or to be deleted", "kms", "DisableKey", "ScheduleKeyDeletion");
    private static final Matter SECURITY_GROUP_CHANGES = Matter.calls(
            "security_group_changes",
            "changes of security groups",
            "ec2",
            "AuthorizeSecurityGroupIngress",
            "AuthorizeSecurityGroupEgress",
            "RevokeSecurityGroupIngress",
            "RevokeSecurityGroupEgress",
            "ModifySecurityGroupRules",
            "CreateSecurityGroup",
            "DeleteSecurityGroup");
    private static final Matter NETWORK_ACL_CHANGES = Matter.calls(
            "network_acl_changes",
            "changes of network ACLs",
            "ec2",
            "CreateNetworkAcl",
            "CreateNetworkAclEntry",
            "DeleteNetworkAcl",
            "DeleteNetworkAclEntry",
            "ReplaceNetworkAclEntry",
            "ReplaceNetworkAclAssociation");
    private static final Matter GATEWAY_CHANGES = Matter.calls(
            "gateway_changes",
            "changes of gateways",
            "ec2",
            "CreateCustomerGateway",
            "DeleteCustomerGateway",
            "AttachInternetGateway",
            "CreateInternetGateway",
            "DeleteInternetGateway",
            "DetachInternetGateway",
            "CreateNatGateway",
            "DeleteNatGateway");
    private static final Matter ROUTE_CHANGES = Matter.calls(
            "route_changes",
            "changes of routes",
            "ec2",
            "CreateRoute",
            "CreateRouteTable",
            "ReplaceRoute",
            "ReplaceRouteTableAssociation",
            "DeleteRouteTable",
            "DeleteRoute",
            "DisassociateRouteTable");
    private static final Matter VPC_CHANGES = Matter.calls(
            "vpc_changes",
            "changes of VPCs",
            "ec2",
            "CreateVpc",
            "DeleteVpc",
            "ModifyVpcAttribute",
            "AcceptVpcPeeringConnection",
            "CreateVpcPeeringConnection",
            "DeleteVpcPeeringConnection",
            "RejectVpcPeeringConnection");

    private final Unit<?> unit;
    private final CloudtrailOutputs outputs;

    Trail(Unit<?> unit, CloudtrailOutputs outputs) {
        this.unit = unit;
        this.outputs = outputs;
    }

    /** Creates {@code aws_cloudwatch_log_metric_filter.trail_<name>} for each kind of event with a threshold. */
    List<Watch> watches(TrailAlarmSettings alarms) {
        return thresholds(alarms).entrySet().stream()
                .filter(entry -> entry.getValue().warning().isPresent()
                        || entry.getValue().critical().isPresent())
                .map(entry -> {
                    Matter matter = entry.getKey();
                    String name = "trail_" + matter.name();
                    Metric metric = LogFilter.create(unit, name, outputs.logGroupName(), matter.pattern(), "1", "Sum");
                    // The end of such an alarm means nothing, so it is not notified.
                    return Watch.of(name, matter.sentence(), entry.getValue(), Over.MOMENT, Silence.FINE, metric);
                })
                .toList();
    }

    private static Map<Matter, Threshold> thresholds(TrailAlarmSettings alarms) {
        Map<Matter, Threshold> thresholds = new LinkedHashMap<>();
        thresholds.put(ROOT_USE, alarms.signIn().rootUse());
        thresholds.put(WITHOUT_MFA, alarms.signIn().withoutMfa());
        thresholds.put(FAILURES, alarms.signIn().failures());
        thresholds.put(UNAUTHORIZED_CALLS, alarms.access().unauthorizedCalls());
        thresholds.put(PERMISSION_CHANGES, alarms.access().permissionChanges());
        thresholds.put(BUCKET_POLICY_CHANGES, alarms.access().bucketPolicyChanges());
        thresholds.put(TRAIL_CHANGES, alarms.evidence().trailChanges());
        thresholds.put(CONFIG_CHANGES, alarms.evidence().configChanges());
        thresholds.put(KEY_DELETIONS, alarms.evidence().keyDeletions());
        thresholds.put(SECURITY_GROUP_CHANGES, alarms.network().securityGroupChanges());
        thresholds.put(NETWORK_ACL_CHANGES, alarms.network().networkAclChanges());
        thresholds.put(GATEWAY_CHANGES, alarms.network().gatewayChanges());
        thresholds.put(ROUTE_CHANGES, alarms.network().routeChanges());
        thresholds.put(VPC_CHANGES, alarms.network().vpcChanges());
        return thresholds;
    }
}
