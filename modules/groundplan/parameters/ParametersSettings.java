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
        @Setting(value = "Retention of the function's log, in days.", byDefault = "365", min = 1, max = 3653)
                int logsRetentionInDays,
        @Setting(
                        value =
                                "Reserved concurrency of the function that writes the parameters; -1: the account's unreserved concurrency.",
                        byDefault = "2",
                        min = -1,
                        max = 100)
                int reservedConcurrentExecutions,
        @Setting(
                        value =
                                "Network whose private subnets the function that writes the parameters runs in. Left out: none.")
                @Reads(value = "network", sameRegion = true)
                Optional<String> network,
        @Setting(
                        value =
                                "Unit whose logs bucket receives the access log of the function's code bucket. Left out: no access log.")
                @Reads(value = "storage", sameRegion = true)
                Optional<String> storage,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** Of the 1,024 characters that Parameter Store takes, some say how a value is entered. */
    private static final int LONGEST_DESCRIPTION = 900;

    @Override
    public void check(Check check) {
        RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
        KeptValue.check(parameters, "parameters", network, reservedConcurrentExecutions, check);
        parameters.forEach((name, parameter) -> check.that(
                parameter.description().length() <= LONGEST_DESCRIPTION,
                "parameters." + name + ".description",
                parameter.description().length() + " characters are too many; use at most " + LONGEST_DESCRIPTION));
    }
}
