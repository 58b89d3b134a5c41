package groundplan.lambdasqsconsumer;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.lambda.FunctionSettings;
import groundplan.lambda.FunctionUnits;
import java.util.Optional;

/** Settings of a queue and the function that consumes it. */
public record LambdaSqsConsumerSettings(
        @Setting(
                        "Function that consumes the queue. It must report the failed messages of a batch (ReportBatchItemFailures).")
                FunctionSettings function,
        @Setting(value = "The queue.", byDefault = "{}") QueueSettings queue,
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
        @Setting("Unit with the secrets. Left out: no secrets.") @Reads("secrets") Optional<String> secrets)
        implements Checked {
    /**
     * AWS recommends six times the function's timeout, so that a throttled batch is retried before its messages become
     * visible again.
     */
    private static final int TIMEOUTS = 6;

    FunctionUnits units() {
        return new FunctionUnits(network, kms, ecr, storage, secrets);
    }

    /** The visibility timeout, in seconds. */
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
                "messages would become visible again while they are being processed; with the function's timeout, at least "
                        + least() + " is required");
        int atOnce = function.runtime().reservedConcurrentExecutions();
        check.that(
                queue.maximumConcurrency() <= atOnce,
                "queue.maximum_concurrency",
                "the function's reserved concurrency is " + atOnce
                        + ", and messages that are throttled count as failed;"
                        + " raise function.runtime.reserved_concurrent_executions");
    }
}
