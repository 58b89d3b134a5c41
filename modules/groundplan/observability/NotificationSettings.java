package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Optional;

/** Who hears of what the topics are told. */
public record NotificationSettings(
        @Setting(value = "Who hears of critical matters.", byDefault = "{}") Channels critical,
        @Setting(value = "Who hears of warnings.", byDefault = "{}") Channels warning) {

    /** The listeners of one topic. */
    public record Channels(
            @Setting(value = "PagerDuty. Left out: it is not told.") Optional<Pagerduty> pagerduty,
            @Setting(value = "A channel of Slack. Left out: it is not told.") Optional<Slack> slack,
            @Setting(
                            value = "Addresses that get a mail, once their owner has confirmed it.",
                            byDefault = "[]",
                            pattern = "[^@\\s]+@[^@\\s]+\\.[a-z]+")
                    List<String> email) {}

    /** PagerDuty, by its Events API. Its key is a secret or an encrypted parameter. */
    public record Pagerduty(
            @Setting(
                            value = "Secret with the integration's key, by its name in the unit secrets.",
                            pattern = Setting.WORDS)
                    Optional<String> secret,
            @Setting(value = "Unit with that secret.") @Reads("secrets") Optional<String> secrets,
            @Setting(
                            value = "Parameter with the integration's key, by its name in the unit parameters.",
                            pattern = Setting.WORDS)
                    Optional<String> parameter,
            @Setting(value = "Unit with that parameter.") @Reads("parameters") Optional<String> parameters,
            @Setting(
                            value =
                                    "Network whose private subnets the function runs in. Left out: outside of any, where it works while "
                                            + "a NAT gateway does not.")
                    @Reads("network")
                    Optional<String> network,
            @Setting(
                            value =
                                    "Unit whose logs bucket takes the access log of the function's code bucket. Left out: no log.")
                    @Reads("storage")
                    Optional<String> storage,
            @Setting(value = "Days that the function's log is kept.", byDefault = "365", min = 1, max = 3653)
                    int logsRetentionInDays)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
            check.that(
                    secret.isPresent() != parameter.isPresent(),
                    "secret",
                    "one key is needed: give either secret, with its unit secrets, or parameter, with its unit parameters");
            check.that(
                    secret.isPresent() == secrets.isPresent(), "secrets", "a secret and its unit are named together");
            check.that(
                    parameter.isPresent() == parameters.isPresent(),
                    "parameters",
                    "a parameter and its unit are named together");
        }
    }

    /**
     * A channel of Slack; people authorize the workspace once, in the console of Amazon Q Developer (formerly AWS Chatbot).
     */
    public record Slack(
            @Setting(value = "Workspace, by its id.", pattern = "T[A-Z0-9]{8,}") String workspaceId,
            @Setting(value = "Channel, by its id.", pattern = "[CG][A-Z0-9]{8,}") String channelId) {}

    Channels of(Severity severity) {
        return severity == Severity.CRITICAL ? critical : warning;
    }
}
