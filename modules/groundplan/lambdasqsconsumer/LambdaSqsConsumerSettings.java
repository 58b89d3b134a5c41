package groundplan.lambdasqsconsumer;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.lambda.FunctionSettings;
import groundplan.lambda.FunctionUnits;
import java.util.Optional;

/** Settings of a queue and the function that works it off. */
public record LambdaSqsConsumerSettings(
        @Setting("Function that works the queue off. It answers which messages of a batch it failed on.")
                FunctionSettings function,
        @Setting(value = "The queue.", byDefault = "{}") QueueSettings queue,
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads("network") String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms,
        @Setting("Unit with the repository of its image. Left out: it is no image.") @Reads("ecr") Optional<String> ecr,
        @Setting("Unit whose logs bucket takes the access log of the bucket of its code. Left out: no log.")
                @Reads("storage")
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: it reads none.") @Reads("secrets") Optional<String> secrets)
        implements Checked {
    /** AWS: six times the function's timeout, so that a throttled batch is tried again before its messages are back. */
    private static final int TIMEOUTS = 6;

    FunctionUnits units() {
        return new FunctionUnits(network, kms, ecr, storage, secrets);
    }

    /** Seconds for which a message is out of sight. */
    int visibilitySeconds() {
        return queue.visibilityTimeoutSeconds().orElse(least());
    }

    private int least() {
        return TIMEOUTS * function.runtime().timeoutSeconds() + queue.maximumBatchingWindowSeconds();
    }

    @Override
    public void check(Check check) {
        check.that(
                queue.visibilityTimeoutSeconds().orElse(least()) >= least(),
                "queue.visibility_timeout_seconds",
                "a message would come back while it is worked on; the function's timeout calls for " + least()
                        + " at least");
        int atOnce = function.runtime().reservedConcurrentExecutions();
        check.that(
                queue.maximumConcurrency() <= atOnce,
                "queue.maximum_concurrency",
                "the function runs " + atOnce
                        + " times at once at most, and messages that it has no room for count as failed;"
                        + " raise function.runtime.reserved_concurrent_executions");
    }
}
