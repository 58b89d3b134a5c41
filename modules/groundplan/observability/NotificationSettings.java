package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.OncePerAccount;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Optional;

/** Subscribers of the topics. */
public record NotificationSettings(
        @Setting(value = "Subscribers of the critical topic.", byDefault = "{}") Channels critical,
        @Setting(value = "Subscribers of the warning topic.", byDefault = "{}") Channels warning)
        implements Checked {
    @Override
    public void check(Check check) {
        critical.slack()
                .flatMap(one -> warning.slack()
                        .filter(other -> other.channelId().equals(one.channelId())
                                && !other.workspaceId().equals(one.workspaceId())))
                .ifPresent(other -> check.problem(
                        "warning.slack.workspace_id",
                        "critical.slack names the same channel " + other.channelId()
                                + " in another workspace; a channel" + " belongs to one workspace"));
    }

    /** The subscribers of one topic. */
    public record Channels(
            @Setting(value = "PagerDuty. Left out: no notifications to it.") Optional<Pagerduty> pagerduty,
            @Setting(value = "A Slack channel. Left out: no notifications to it.") Optional<Slack> slack,
            @Setting(
                            value = "Email addresses; each has to confirm its subscription.",
                            byDefault = "[]",
                            pattern = "[^@\\s]+@[^@\\s]+\\.[a-z]+",
                            form = TextForm.NAMED)
                    List<String> email) {}

    /** PagerDuty, by its Events API. The integration key is in a secret or an encrypted parameter. */
    public record Pagerduty(
            @Setting(
                            value = "Secret with the integration key, by its name in the unit secrets.",
                            pattern = Setting.WORDS)
                    Optional<String> secret,
            @Setting(value = "Unit with that secret.") @Reads("secrets") Optional<String> secrets,
            @Setting(
                            value = "Parameter with the integration key, by its name in the unit parameters.",
                            pattern = Setting.WORDS)
                    Optional<String> parameter,
            @Setting(value = "Unit with that parameter.") @Reads("parameters") Optional<String> parameters,
            @Setting(
                            value =
                                    "Network whose private subnets the function runs in. Left out: none, so that it works even when "
                                            + "a NAT gateway fails.")
                    @Reads(value = "network", sameRegion = true)
                    Optional<String> network,
            @Setting(
                            value =
                                    "Unit whose logs bucket receives the access log of the function's code bucket. Left out: no access log.")
                    @Reads(value = "storage", sameRegion = true)
                    Optional<String> storage,
            @Setting(value = "Retention of the function's log, in days.", byDefault = "365", min = 1, max = 3653)
                    int logsRetentionInDays)
            implements Checked {

        @Override
        public void check(Check check) {
            RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
            check.that(
                    secret.isPresent() != parameter.isPresent(),
                    "secret",
                    "an integration key is required: set either secret and secrets, or parameter and parameters");
            check.that(secret.isPresent() == secrets.isPresent(), "secrets", "secret and secrets must be set together");
            check.that(
                    parameter.isPresent() == parameters.isPresent(),
                    "parameters",
                    "parameter and parameters must be set together");
        }
    }

    /**
     * A Slack channel. The workspace is authorized once, in the console of Amazon Q Developer (formerly AWS Chatbot).
     */
    @OncePerAccount("a Slack channel")
    public record Slack(
            @Setting(value = "Id of the workspace.", pattern = "T[A-Z0-9]{8,}") String workspaceId,
            @Setting(value = "Id of the channel.", pattern = "[CG][A-Z0-9]{8,}") String channelId) {}

    Channels of(Severity severity) {
        return severity == Severity.CRITICAL ? critical : warning;
    }
}
