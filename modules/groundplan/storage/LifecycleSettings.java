package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.BucketLifecycle;
import java.util.Optional;

/** Settings of the objects' lifecycle. Each number is the days since the object was created. */
public record LifecycleSettings(
        @Setting(
                        value =
                                "Move objects to S3 Intelligent-Tiering at once, which selects the storage class by access.",
                        byDefault = "false")
                boolean intelligentTiering,
        @Setting(value = "Days until an object moves to Standard-IA. Left out: never.", min = 30, max = 36500)
                Optional<Integer> transitionToIaDays,
        @Setting(value = "Days until an object moves to Glacier. Left out: never.", min = 1, max = 36500)
                Optional<Integer> transitionToGlacierDays,
        @Setting(
                        value =
                                "Glacier storage class: instant retrieval, or the cheaper one with a restore that takes hours.",
                        byDefault = "flexible",
                        oneOf = {"instant", "flexible"})
                String glacierRetrieval,
        @Setting(value = "Days until an object is deleted. Left out: never.", min = 1, max = 36500)
                Optional<Integer> expirationDays,
        @Setting(
                        value = "Days until noncurrent versions of objects are deleted.",
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
                "intelligent_tiering already moves objects that are rarely accessed; remove one of the two"));
        check(transitionToIaDays, transitionToGlacierDays, expirationDays, "expiration_days", check);
    }

    /** Checks the order of the transitions, and that the expiration, whose key is given, comes after them. */
    static void check(
            Optional<Integer> toIa, Optional<Integer> toGlacier, Optional<Integer> end, String endKey, Check check) {
        toIa.ifPresent(ia -> toGlacier.ifPresent(glacier -> check.that(
                glacier >= ia + 30,
                "transition_to_glacier_days",
                "S3 requires 30 days in Standard-IA first: at least " + (ia + 30))));
        end.ifPresent(last -> {
            toIa.ifPresent(ia -> check.that(
                    last > ia, endKey, "objects are deleted before they would move: more than " + ia + " is needed"));
            toGlacier.ifPresent(glacier -> check.that(
                    last > glacier,
                    endKey,
                    "objects are deleted before they would move: more than " + glacier + " is needed"));
        });
    }

    /** The lifecycle in the form that buckets use. */
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
