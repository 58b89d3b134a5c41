package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.BucketLifecycle;
import java.util.Optional;

/** Settings of an object's ageing. Each number counts the days since the object was written. */
public record LifecycleSettings(
        @Setting(
                        value = "Hand objects to S3 Intelligent-Tiering at once, which moves them by use.",
                        byDefault = "false")
                boolean intelligentTiering,
        @Setting(value = "Days until an object moves to Standard-IA. Left out: never.", min = 30, max = 36500)
                Optional<Integer> transitionToIaDays,
        @Setting(value = "Days until an object moves to Glacier. Left out: never.", min = 1, max = 36500)
                Optional<Integer> transitionToGlacierDays,
        @Setting(
                        value =
                                "Glacier where an object is read at once as before, or the cheaper one where that takes hours.",
                        byDefault = "flexible",
                        oneOf = {"instant", "flexible"})
                String glacierRetrieval,
        @Setting(value = "Days until an object is deleted. Left out: never.", min = 1, max = 36500)
                Optional<Integer> expirationDays,
        @Setting(
                        value = "Days until a replaced or deleted object's former version is gone.",
                        byDefault = "90",
                        min = 1,
                        max = 36500)
                int noncurrentExpirationDays)
        implements Checked {
    @Override
    public void check(Check check) {
        transitionToIaDays.ifPresent(ia -> check.that(
                !intelligentTiering,
                "transition_to_ia_days",
                "intelligent_tiering already moves what is rarely read; leave one of the two out"));
        check(transitionToIaDays, transitionToGlacierDays, expirationDays, "expiration_days", check);
    }

    /** The order of the moves, and that of the end, whose key is given, behind them. */
    static void check(
            Optional<Integer> toIa, Optional<Integer> toGlacier, Optional<Integer> end, String endKey, Check check) {
        toIa.ifPresent(ia -> toGlacier.ifPresent(glacier -> check.that(
                glacier >= ia + 30,
                "transition_to_glacier_days",
                "S3 wants 30 days in Standard-IA first: at least " + (ia + 30))));
        end.ifPresent(last -> {
            toIa.ifPresent(ia -> check.that(
                    last > ia, endKey, "the object is gone before it moves: more than " + ia + " is needed"));
            toGlacier.ifPresent(glacier -> check.that(
                    last > glacier, endKey, "the object is gone before it moves: more than " + glacier + " is needed"));
        });
    }

    /** The same in the words of the part that makes buckets. */
    BucketLifecycle asRules() {
        return new BucketLifecycle(
                intelligentTiering,
                transitionToIaDays,
                transitionToGlacierDays,
                glacierRetrieval.equals("instant") ? "GLACIER_IR" : "GLACIER",
                expirationDays,
                noncurrentExpirationDays);
    }
}
