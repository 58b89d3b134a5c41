package groundplan.lambdaeventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.lambda.FunctionSettings;
import groundplan.lambda.FunctionUnits;
import java.util.Map;
import java.util.Optional;

/** Settings of a function that EventBridge invokes. */
public record LambdaEventBridgeSettings(
        @Setting("Function to invoke.") FunctionSettings function,
        @Setting(value = "EventBridge rules that invoke it, by name.", min = 1) Map<String, Rule> rules,
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms,
        @Setting("Unit with the repository of its image. Left out: no image.") @Reads(value = "ecr", sameRegion = true)
                Optional<String> ecr,
        @Setting("Unit whose logs bucket receives the access log of its code's bucket. Left out: no access log.")
                @Reads(value = "storage", sameRegion = true)
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: no secrets.") @Reads("secrets") Optional<String> secrets) {

    /** An EventBridge rule: an event pattern, or a schedule. */
    public record Rule(
            @Setting(value = "Description of the rule.", pattern = "[\\s\\S]{0,512}") String description,
            @Setting("Event pattern, as JSON. Left out: a schedule is set.") Optional<String> eventPattern,
            @Setting(
                            value =
                                    "Schedule expression, such as rate(5 minutes) or cron(0 4 * * ? *), in UTC. Left out: an event pattern is set.",
                            form = TextForm.RULE_SCHEDULE)
                    Optional<String> scheduleExpression,
            @Setting(value = "Event bus.", byDefault = "default", pattern = "[A-Za-z0-9._/-]{1,256}")
                    String eventBusName,
            @Setting("Input of the function, as JSON. Left out: the event.") Optional<String> input,
            @Setting(
                            value = "Retries before the event is sent to the dead-letter queue.",
                            byDefault = "185",
                            min = 0,
                            max = 185)
                    int maximumRetryAttempts,
            @Setting(
                            value = "Maximum age of an event for retries, in seconds.",
                            byDefault = "86400",
                            min = 60,
                            max = 86400)
                    int maximumEventAgeSeconds,
            @Setting(value = "Enable the rule.", byDefault = "true") boolean enabled)
            implements Checked {
        /** Characters of a target's constant input (Target in EventBridge's API). */
        private static final int LONGEST_INPUT = 8192;

        @Override
        public void check(Check check) {
            check.that(
                    eventPattern.isPresent() != scheduleExpression.isPresent(),
                    "event_pattern",
                    "set either event_pattern or schedule_expression");
            check.that(
                    scheduleExpression.isEmpty() || eventBusName.equals("default"),
                    "event_bus_name",
                    "schedules are supported on the default bus only");
            eventPattern.flatMap(EventPattern::problem).ifPresent(problem -> check.problem("event_pattern", problem));
            input.ifPresent(text -> check.that(isJson(text), "input", "must be JSON"));
            input.ifPresent(text -> check.that(
                    text.length() <= LONGEST_INPUT,
                    "input",
                    "has " + text.length() + " characters; EventBridge accepts at most " + LONGEST_INPUT));
        }

        private static boolean isJson(String text) {
            try {
                return !new ObjectMapper().readTree(text).isMissingNode();
            } catch (JsonProcessingException e) {
                return false;
            }
        }
    }

    FunctionUnits units() {
        return new FunctionUnits(network, kms, ecr, storage, secrets);
    }
}
