package groundplan.pricing;

import groundplan.kernel.Setting;

/** Trails, threat detection, configuration and posture. */
public record AuditUsage(
        @Setting(value = "Millions of data events that each trail records.", byDefault = "1", min = 0)
                double dataEventsMillion,
        @Setting(
                        value = "Millions of events that each trail analyzes for each kind of insight.",
                        byDefault = "0.5",
                        min = 0)
                double insightEventsMillion,
        @Setting(
                        value =
                                "Millions of events that each threat detector analyzes, and as many of buckets if it analyzes them.",
                        byDefault = "1",
                        min = 0)
                double detectorEventsMillion,
        @Setting(value = "GB of flow and DNS logs that each threat detector analyzes.", byDefault = "5", min = 0)
                double detectorLogsGb,
        @Setting(value = "Thousands of configuration items that each recorder records.", byDefault = "2", min = 0)
                double configItemsThousands,
        @Setting(value = "Thousands of evaluations of each configuration rule.", byDefault = "0.2", min = 0)
                double ruleEvaluationsThousands,
        @Setting(value = "Thousands of security checks (Security Hub).", byDefault = "5", min = 0)
                double postureChecksThousands) {}
