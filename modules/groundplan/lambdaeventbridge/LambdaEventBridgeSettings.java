package groundplan.lambdaeventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.lambda.FunctionSettings;
import groundplan.lambda.FunctionUnits;
import java.util.Map;
import java.util.Optional;

/** Settings of a function that EventBridge calls. */
public record LambdaEventBridgeSettings(
        @Setting("Function that is called.") FunctionSettings function,
        @Setting(value = "What it is called for, by name.", min = 1) Map<String, Rule> rules,
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads("network") String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms,
        @Setting("Unit with the repository of its image. Left out: it is no image.") @Reads("ecr") Optional<String> ecr,
        @Setting("Unit whose logs bucket takes the access log of the bucket of its code. Left out: no log.")
                @Reads("storage")
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: it reads none.") @Reads("secrets") Optional<String> secrets) {

    /** What the function is called for: an event of a pattern, or the time. */
    public record Rule(
            @Setting("What it is for.") String description,
            @Setting("Pattern of events, as JSON. Left out: the schedule calls.") Optional<String> eventPattern,
            @Setting(
                            value =
                                    "When it is called, such as rate(5 minutes) or cron(0 4 * * ? *), by UTC. Left out: events call.",
                            pattern = "(rate|cron)\\(.+\\)")
                    Optional<String> scheduleExpression,
            @Setting(value = "Bus of the events.", byDefault = "default", pattern = "[A-Za-z0-9._/-]{1,256}")
                    String eventBusName,
            @Setting("What the function gets, as JSON. Left out: the event.") Optional<String> input,
            @Setting(
                            value = "Attempts after the first one, before the event goes to the dead-letter queue.",
                            byDefault = "185",
                            min = 0,
                            max = 185)
                    int maximumRetryAttempts,
            @Setting(value = "Seconds for which handing over is tried.", byDefault = "86400", min = 60, max = 86400)
                    int maximumEventAgeSeconds,
            @Setting(value = "Whether it calls.", byDefault = "true") boolean enabled)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    eventPattern.isPresent() != scheduleExpression.isPresent(),
                    "event_pattern",
                    "a rule has either event_pattern or schedule_expression");
            check.that(
                    scheduleExpression.isEmpty() || eventBusName.equals("default"),
                    "event_bus_name",
                    "schedules are on the default bus only");
            eventPattern.ifPresent(text -> check.that(isObject(text), "event_pattern", "is no JSON object"));
            input.ifPresent(text -> check.that(isJson(text), "input", "is no JSON"));
        }

        private static boolean isObject(String text) {
            try {
                return new ObjectMapper().readTree(text).isObject();
            } catch (JsonProcessingException e) {
                return false;
            }
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
