package groundplan.cloudtrail;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Destruction;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the audit trail of an account. It always covers all regions and validates its log files. */
public record CloudtrailSettings(
        @Setting(
                        value =
                                "Units with buckets whose object accesses (data events) are logged, in addition to calls that "
                                        + "manage resources.",
                        byDefault = "{}",
                        names = UNIT)
                @Reads("storage")
                Map<String, DataEvents> dataEvents,
        @Setting(
                        value = "CloudTrail Insights, which detect unusual activity: the rate of API calls, "
                                + "and the rate of API errors.",
                        byDefault = "[]",
                        oneOf = {"ApiCallRateInsight", "ApiErrorRateInsight"})
                List<String> insightTypes,
        @Setting(
                        value = "Create a topic that is notified of each new log file, for a system that reads them.",
                        byDefault = "true")
                boolean snsTopic,
        @Setting(value = "The bucket with the log files.", byDefault = "{}") LogFiles logFiles,
        @Setting(
                        value = "Retention of the log group with the events, for queries and alarms, in days.",
                        byDefault = "365",
                        min = 1,
                        max = 3653)
                int logsRetentionInDays,
        @Setting(
                        value = "Unit with the customer managed key of log groups; the trail itself has its own key.",
                        byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** A unit's name as a map key, of this region or of another. */
    @SuppressWarnings("UnusedVariable") // used in an annotation above
    private static final String UNIT = "[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*";

    /** The logged data events of the buckets of one unit. */
    public record DataEvents(
            @Setting(value = "Names of buckets in that unit.", min = 1, pattern = Setting.WORDS) List<String> buckets,
            @Setting(
                            value = "Accesses to log.",
                            byDefault = "All",
                            oneOf = {"All", "ReadOnly", "WriteOnly"})
                    String readWriteType) {}

    /** Settings of the bucket. */
    public record LogFiles(
            @Setting(value = "Retention of log files in days.", byDefault = "365", min = 1, max = 36500)
                    int retentionInDays,
            @Setting(value = "Days until a log file moves to Glacier. Left out: never.", min = 1, max = 36500)
                    Optional<Integer> transitionToGlacierDays,
            @Setting(value = "Unit whose logs bucket receives the bucket's access log. Left out: no access log.")
                    @Reads(value = "storage", sameRegion = true)
                    Optional<String> storage,
            @Setting(
                            value =
                                    "Set Terraform's prevent_destroy, which rejects a plan that would destroy the bucket.",
                            byDefault = "true")
                    boolean preventDestroy,
            @Setting(
                            value =
                                    "Empty the bucket when it is destroyed; otherwise a bucket that is not empty cannot be destroyed.",
                            byDefault = "false")
                    boolean forceDestroy)
            implements Checked {
        @Override
        public void check(Check check) {
            transitionToGlacierDays.ifPresent(glacier -> check.that(
                    glacier < retentionInDays,
                    "transition_to_glacier_days",
                    "log files are deleted before they would move: fewer than " + retentionInDays
                            + " days are needed"));
            Destruction.check(preventDestroy, forceDestroy, check);
        }
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
    }
}
