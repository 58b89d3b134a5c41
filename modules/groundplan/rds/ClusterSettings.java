package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RotationPeriod;
import java.util.Map;
import java.util.Optional;

/** Settings of an Aurora cluster: instances that share one storage in three zones, one of which writes. */
public record ClusterSettings(
        @Setting(
                        value =
                                "Instances by name. The one that writes fails over to the one with the lowest promotion tier.",
                        min = 1,
                        max = 16,
                        names = "[a-z0-9]+(-[a-z0-9]+)*")
                Map<String, Instance> instances,
        @Setting(
                        value =
                                "Hours by which Aurora MySQL can be turned back in place; 0: it cannot, and never will, as Aurora wants"
                                        + " to know when it makes the cluster.",
                        byDefault = "24",
                        min = 0,
                        max = 72)
                int backtrackWindowInHours,
        @Setting(
                        value =
                                "Global database that the cluster belongs to, with one cluster in each of its regions. Left out: the"
                                        + " cluster stands alone.")
                Optional<Global> global)
        implements Checked {

    /** Settings of one instance. */
    public record Instance(
            @Setting(value = "Class of the instance. Left out: the database's.", pattern = "[a-z0-9.]+")
                    Optional<String> instanceClass,
            @Setting(
                            value = "Rank in which instances take over from the one that writes; 0 is the first.",
                            byDefault = "1",
                            min = 0,
                            max = 15)
                    int promotionTier,
            @Setting(value = "Zone letter. Left out: Aurora chooses.", pattern = "[a-f]") Optional<String> zone) {}

    /** Settings of a global database. */
    public record Global(
            @Setting(value = "Name of the global database.", pattern = "[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]")
                    String identifier,
            @Setting(
                            value =
                                    "Unit with the cluster that writes, as <region>/<unit>. Left out: this one writes, and makes the"
                                            + " global database.",
                            pattern = "[a-z]{2}(-[a-z]+)+-[0-9]/.+")
                    @Reads("rds")
                    Optional<String> primary,
            @Setting(
                            value = "Have a cluster that does not write pass writes on to the one that does.",
                            byDefault = "false")
                    boolean writeForwarding,
            @Setting(
                            value = "The master user's password, which RDS does not manage in a global database.",
                            byDefault = "{}")
                    MasterPassword password) {}

    /** Settings of the secret with the master user's password: the cluster that writes makes it. */
    public record MasterPassword(
            @Setting(value = "Characters, letters and digits.", byDefault = "40", min = 16, max = 41)
                    int passwordLength,
            @Setting(value = "Regular replacement.", byDefault = "{}") RotationPeriod rotation,
            @Setting(
                            value =
                                    "Units with the customer keys of other regions, by the region that gets a copy of the secret.",
                            byDefault = "{}",
                            names = "[a-z]{2}(-[a-z]+)+-[0-9]")
                    @Reads(value = "kms", byValue = true)
                    Map<String, String> replicas,
            @Setting(
                            value = "Days in which the deleted secret can be brought back: 7 to 30, or 0 for none.",
                            byDefault = "30",
                            min = 0,
                            max = 30)
                    int recoveryWindowInDays,
            @Setting(
                            value =
                                    "Replacements that run at once at most, kept free for them; -1: what the account has left.",
                            byDefault = "1",
                            min = -1,
                            max = 100)
                    int reservedConcurrentExecutions,
            @Setting(
                            value =
                                    "Unit whose logs bucket takes the access log of the function's code bucket. Left out: no log.")
                    @Reads("storage")
                    Optional<String> storage)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    recoveryWindowInDays == 0 || recoveryWindowInDays >= 7,
                    "recovery_window_in_days",
                    recoveryWindowInDays + " is not on offer; choose 7 to 30, or 0");
            check.that(
                    reservedConcurrentExecutions != 0,
                    "reserved_concurrent_executions",
                    "with 0 nothing ever rotates; write 1 or more");
        }
    }

    /** Whether the cluster writes, in a global database or alone. */
    boolean writes() {
        return global.flatMap(Global::primary).isEmpty();
    }

    /** The password that this unit makes and rotates, because RDS does not. */
    Optional<MasterPassword> ownPassword() {
        return global.filter(any -> writes()).map(Global::password);
    }

    @Override
    public void check(Check check) {
        check.that(
                global.isEmpty() || backtrackWindowInHours == 0,
                "backtrack_window_in_hours",
                "a global database cannot be turned back; write 0");
    }
}
