package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;

/** Thresholds of the alarms on the audit trail, by what they watch. Each figure is a count of events. */
public record TrailAlarmSettings(
        @Setting(value = "Alarms of who signs in.", byDefault = "{}") SignIn signIn,
        @Setting(value = "Alarms of who may do what.", byDefault = "{}") Access access,
        @Setting(value = "Alarms of what could hide or destroy evidence and data.", byDefault = "{}") Evidence evidence,
        @Setting(value = "Alarms of how the network is protected.", byDefault = "{}") Network network) {

    /** Alarms of who signs in. */
    public record SignIn(
            @Setting(value = "The account's root user did something.", byDefault = "{critical: 0}") Threshold rootUse,
            @Setting(
                            value = "An IAM user signed in to the console without a second factor.",
                            byDefault = "{critical: 0}")
                    Threshold withoutMfa,
            @Setting(value = "Attempts to sign in to the console that failed.", byDefault = "{warning: 2}")
                    Threshold failures)
            implements Checked {
        @Override
        public void check(Check check) {
            rootUse.checkRising("root_use", check);
            withoutMfa.checkRising("without_mfa", check);
            failures.checkRising("failures", check);
        }
    }

    /** Alarms of who may do what. */
    public record Access(
            @Setting(value = "Calls that were refused.", byDefault = "{warning: 10}") Threshold unauthorizedCalls,
            @Setting(
                            value = "Changes of roles, users and policies: the way to more rights.",
                            byDefault = "{warning: 0}")
                    Threshold permissionChanges,
            @Setting(value = "Changes of who may reach a bucket.", byDefault = "{warning: 0}")
                    Threshold bucketPolicyChanges)
            implements Checked {
        @Override
        public void check(Check check) {
            unauthorizedCalls.checkRising("unauthorized_calls", check);
            permissionChanges.checkRising("permission_changes", check);
            bucketPolicyChanges.checkRising("bucket_policy_changes", check);
        }
    }

    /** Alarms of what could hide or destroy evidence and data. */
    public record Evidence(
            @Setting(value = "Changes of trails.", byDefault = "{critical: 0}") Threshold trailChanges,
            @Setting(value = "Changes of what AWS Config records.", byDefault = "{critical: 0}")
                    Threshold configChanges,
            @Setting(value = "Keys that were disabled or are to be deleted.", byDefault = "{critical: 0}")
                    Threshold keyDeletions)
            implements Checked {
        @Override
        public void check(Check check) {
            trailChanges.checkRising("trail_changes", check);
            configChanges.checkRising("config_changes", check);
            keyDeletions.checkRising("key_deletions", check);
        }
    }

    /** Alarms of how the network is protected. */
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
