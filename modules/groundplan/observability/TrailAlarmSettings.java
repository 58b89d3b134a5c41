package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;

/** Thresholds of the alarms on the audit trail, by event. Each metric is a count of events. */
public record TrailAlarmSettings(
        @Setting(value = "Alarms on sign-ins.", byDefault = "{}") SignIn signIn,
        @Setting(value = "Alarms on permissions.", byDefault = "{}") Access access,
        @Setting(value = "Alarms on what could hide or destroy evidence and data.", byDefault = "{}") Evidence evidence,
        @Setting(value = "Alarms on the protection of the network.", byDefault = "{}") Network network) {

    /** Alarms on sign-ins. */
    public record SignIn(
            @Setting(value = "Use of the account's root user.", byDefault = "{critical: 0}") Threshold rootUse,
            @Setting(value = "Console sign-ins of IAM users without MFA.", byDefault = "{critical: 0}")
                    Threshold withoutMfa,
            @Setting(value = "Failed console sign-ins.", byDefault = "{warning: 2}") Threshold failures)
            implements Checked {
        @Override
        public void check(Check check) {
            rootUse.checkRising("root_use", check);
            withoutMfa.checkRising("without_mfa", check);
            failures.checkRising("failures", check);
        }
    }

    /** Alarms on permissions. */
    public record Access(
            @Setting(value = "Unauthorized API calls.", byDefault = "{warning: 10}") Threshold unauthorizedCalls,
            @Setting(
                            value = "Changes of roles, users and policies, which can extend permissions.",
                            byDefault = "{warning: 0}")
                    Threshold permissionChanges,
            @Setting(value = "Changes of bucket access.", byDefault = "{warning: 0}") Threshold bucketPolicyChanges)
            implements Checked {
        @Override
        public void check(Check check) {
            unauthorizedCalls.checkRising("unauthorized_calls", check);
            permissionChanges.checkRising("permission_changes", check);
            bucketPolicyChanges.checkRising("bucket_policy_changes", check);
        }
    }

    /** Alarms on what could hide or destroy evidence and data. */
    public record Evidence(
            @Setting(value = "Changes of trails.", byDefault = "{critical: 0}") Threshold trailChanges,
            @Setting(value = "Changes of the AWS Config recorder.", byDefault = "{critical: 0}")
                    Threshold configChanges,
            @Setting(value = "KMS keys that were disabled or scheduled for deletion.", byDefault = "{critical: 0}")
                    Threshold keyDeletions)
            implements Checked {
        @Override
        public void check(Check check) {
            trailChanges.checkRising("trail_changes", check);
            configChanges.checkRising("config_changes", check);
            keyDeletions.checkRising("key_deletions", check);
        }
    }

    /** Alarms on the protection of the network. */
    public record Network(
            @Setting(value = "Changes of security groups.", byDefault = "{warning: 0}") Threshold securityGroupChanges,
            @Setting(value = "Changes of network ACLs.", byDefault = "{warning: 0}") Threshold networkAclChanges,
            @Setting(value = "Changes of gateways.", byDefault = "{warning: 0}") Threshold gatewayChanges,
            @Setting(value = "Changes of routes.", byDefault = "{warning: 0}") Threshold routeChanges,
            @Setting(value = "Changes of VPCs and their peerings.", byDefault = "{warning: 0}") Threshold vpcChanges)
            implements Checked {
        @Override
        public void check(Check check) {
            securityGroupChanges.checkRising("security_group_changes", check);
            networkAclChanges.checkRising("network_acl_changes", check);
            gatewayChanges.checkRising("gateway_changes", check);
            routeChanges.checkRising("route_changes", check);
            vpcChanges.checkRising("vpc_changes", check);
        }
    }
}
