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

/** Settings of the audit trail of an account. It covers all regions and validates its log files, always. */
public record CloudtrailSettings(
        @Setting(
                        value =
                                "Units with buckets to whose objects every access is noted. Beside these, the trail notes calls that "
                                        + "manage resources.",
                        byDefault = "{}",
                        names = UNIT)
                @Reads("storage")
                Map<String, DataEvents> dataEvents,
        @Setting(
                        value =
                                "Figures that CloudTrail learns the usual range of, to tell of what is not: how often the account's "
                                        + "interfaces are called, and how often they refuse.",
                        byDefault = "[]",
                        oneOf = {"ApiCallRateInsight", "ApiErrorRateInsight"})
                List<String> insightTypes,
        @Setting(
                        value = "Tell a topic of this unit of each new log file, for a system that reads them.",
                        byDefault = "true")
                boolean snsTopic,
        @Setting(value = "The bucket with the log files.", byDefault = "{}") LogFiles logFiles,
        @Setting(
                        value = "Days that the log group keeps the events, for queries and alarms.",
                        byDefault = "365",
                        min = 1,
                        max = 3653)
                int logsRetentionInDays,
        @Setting(
                        value = "Unit with the customer key of log groups; the trail itself has a key of its own.",
                        byDefault = "kms")
                @Reads("kms")
                String kms)
        implements Checked {
    /** A unit's name in a map, of this region or of another. */
    @SuppressWarnings("UnusedVariable") // an annotation above uses it
    private static final String UNIT = "[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)*";

    /** What is noted of the buckets of one unit. */
    public record DataEvents(
            @Setting(value = "Buckets by their name in that unit.", min = 1, pattern = Setting.WORDS)
                    List<String> buckets,
            @Setting(
                            value = "Accesses that are noted.",
                            byDefault = "All",
                            oneOf = {"All", "ReadOnly", "WriteOnly"})
                    String readWriteType) {}

    /** Settings of the bucket. */
    public record LogFiles(
            @Setting(value = "Days that log files are kept.", byDefault = "365", min = 1, max = 36500)
                    int retentionInDays,
            @Setting(value = "Days until a log file moves to Glacier. Left out: never.", min = 1, max = 36500)
                    Optional<Integer> transitionToGlacierDays,
            @Setting(value = "Unit whose logs bucket takes the bucket's access log. Left out: there is none.")
                    @Reads("storage")
                    Optional<String> storage,
            @Setting(value = "Have Terraform refuse a plan that would destroy the bucket.", byDefault = "true")
                    boolean preventDestroy,
            @Setting(
                            value = "Empty the bucket when it is destroyed; one that holds anything stays otherwise.",
                            byDefault = "false")
                    boolean forceDestroy)
            implements Checked {
        @Override
        public void check(Check check) {
            transitionToGlacierDays.ifPresent(glacier -> check.that(
                    glacier < retentionInDays,
                    "transition_to_glacier_days",
                    "a log file is gone before it moves: fewer than " + retentionInDays + " days are needed"));
            Destruction.check(preventDestroy, forceDestroy, check);
        }
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
    }
}
