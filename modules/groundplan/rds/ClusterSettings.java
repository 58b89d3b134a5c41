package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.Map;
import java.util.Optional;

/** Settings of an Aurora cluster: instances that share one storage volume in three zones; one of them is the writer. */
public record ClusterSettings(
        @Setting(
                        value =
                                "Instances by name. The writer fails over to the instance with the lowest promotion tier.",
                        min = 1,
                        max = 16,
                        names = "[a-z0-9]+(-[a-z0-9]+)*")
                Map<String, Instance> instances,
        @Setting(
                        value =
                                "Backtrack window of Aurora MySQL, in hours; 0: no backtracking, which cannot be enabled later, as Aurora needs"
                                        + " the setting when it creates the cluster.",
                        byDefault = "24",
                        min = 0,
                        max = 72)
                int backtrackWindowInHours,
        @Setting(
                        value =
                                "Global database that the cluster belongs to, with one cluster in each of its regions. Left out: a"
                                        + " standalone cluster.")
                Optional<Global> global)
        implements Checked {

    /** Settings of one instance. */
    public record Instance(
            @Setting(value = "Class of the instance. Left out: that of the database.", pattern = "[a-z0-9.]+")
                    Optional<String> instanceClass,
            @Setting(
                            value = "Promotion tier for a failover of the writer; 0 is the first.",
                            byDefault = "1",
                            min = 0,
                            max = 15)
                    int promotionTier,
            @Setting(value = "Zone letter. Left out: Aurora chooses.", form = TextForm.ZONE) Optional<String> zone) {}

    /** Settings of a global database. */
    public record Global(
            @Setting(value = "Name of the global database.", pattern = "[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]")
                    String identifier,
            @Setting(
                            value =
                                    "Unit with the primary cluster, as <region>/<unit>. Left out: this is the primary cluster, which creates the"
                                            + " global database.",
                            pattern = "[a-z]{2}(-[a-z]+)+-[0-9]/.+")
                    @Reads("rds")
                    Optional<String> primary,
            @Setting(
                            value = "Enable write forwarding from a secondary cluster to the primary one.",
                            byDefault = "false")
                    boolean writeForwarding,
            @Setting(
                            value = "Password of the master user, which RDS does not manage in a global database.",
                            byDefault = "{}")
                    MasterPassword password) {}

    /** Whether the cluster is the primary one of a global database, or standalone. */
    boolean writes() {
        return global.flatMap(Global::primary).isEmpty();
    }

    /** The password that this unit generates and rotates, because RDS does not in a global database. */
    Optional<MasterPassword> ownPassword() {
        return global.filter(any -> writes()).map(Global::password);
    }

    @Override
    public void check(Check check) {
        check.that(
                global.isEmpty() || backtrackWindowInHours == 0,
                "backtrack_window_in_hours",
                "a global database does not support backtracking; set 0");
    }
}
