package groundplan.parameters;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.KeptValue;
import groundplan.parts.RetentionDays;
import java.util.Map;
import java.util.Optional;

/** Settings of the encrypted parameters that Parameter Store keeps. No value of one is ever written here. */
public record ParametersSettings(
        @Setting(value = "Parameters by name.", names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, KeptValue> parameters,
        @Setting(value = "Days that the log of the rotation function is kept.", byDefault = "365", min = 1, max = 3653)
                int logsRetentionInDays,
        @Setting(
                        value =
                                "Rotations that run at once at most, kept free for them; -1: what the account has left.",
                        byDefault = "2",
                        min = -1,
                        max = 100)
                int reservedConcurrentExecutions,
        @Setting(value = "Network whose private subnets the rotation function runs in. Left out: outside of any.")
                @Reads("network")
                Optional<String> network,
        @Setting(value = "Unit whose logs bucket takes the access log of the function's code bucket. Left out: no log.")
                @Reads("storage")
                Optional<String> storage,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {
    @Override
    public void check(Check check) {
        RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
        KeptValue.check(parameters, "parameters", network, reservedConcurrentExecutions, check);
    }
}
