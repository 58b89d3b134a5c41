package groundplan.parameters;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.KeptValue;
import groundplan.parts.RetentionDays;
import java.util.Map;
import java.util.Optional;

/** Settings of encrypted parameters in Parameter Store. Their values are never in the settings. */
public record ParametersSettings(
        @Setting(value = "Parameters by name.", names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, KeptValue> parameters,
        @Setting(value = "Retention of the rotation function's log, in days.", byDefault = "365", min = 1, max = 3653)
                int logsRetentionInDays,
        @Setting(
                        value =
                                "Reserved concurrency of the rotation function; -1: the account's unreserved concurrency.",
                        byDefault = "2",
                        min = -1,
                        max = 100)
                int reservedConcurrentExecutions,
        @Setting(value = "Network whose private subnets the rotation function runs in. Left out: none.")
                @Reads("network")
                Optional<String> network,
        @Setting(
                        value =
                                "Unit whose logs bucket receives the access log of the function's code bucket. Left out: no access log.")
                @Reads("storage")
                Optional<String> storage,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {

    @Override
    public void check(Check check) {
        RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
        KeptValue.check(parameters, "parameters", network, reservedConcurrentExecutions, check);
    }
}
