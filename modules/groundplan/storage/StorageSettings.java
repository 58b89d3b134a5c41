package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.BucketLifecycle;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of the data buckets, and of the bucket that takes access logs. */
public record StorageSettings(
    @Setting(value = "Data buckets by name.", byDefault = "{}", names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
        Map<String, DataBucket> buckets,
    @Setting(value = "Days that the access logs of load balancers and buckets are kept.", byDefault = "365", min = 1,
        max = 3653) int logsRetentionInDays,
    @Setting(value = "Have Terraform refuse a plan that would destroy the logs bucket.", byDefault = "true")
        boolean preventDestroyLogs,
    @Setting(value = "Empty the logs bucket when it is destroyed; a bucket that holds anything stays otherwise.",
        byDefault = "false") boolean forceDestroyLogs,
    @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
    implements Checked {

  /** Settings of one data bucket. */
  public record DataBucket(
      @Setting(value = "Keep the former versions of an object.", byDefault = "true") boolean versioning,
      @Setting(value = "Have Terraform refuse a plan that would destroy the bucket.", byDefault = "true")
          boolean preventDestroy,
      @Setting(value = "Empty the bucket when it is destroyed; one that holds anything stays otherwise.",
          byDefault = "false") boolean forceDestroy,
      @Setting(value = "What happens to objects as they grow old.", byDefault = "{}") Lifecycle lifecycle) {}

  /** Settings of an object's ageing. Each number counts the days since the object was written. */
  public record Lifecycle(
      @Setting(value = "Hand objects to S3 Intelligent-Tiering at once, which moves them by use.", byDefault = "false")
          boolean intelligentTiering,
      @Setting(value = "Days until an object moves to Standard-IA. Left out: never.", min = 30, max = 36500)
          Optional<Integer> transitionToIaDays,
      @Setting(value = "Days until an object moves to Glacier. Left out: never.", min = 1, max = 36500)
          Optional<Integer> transitionToGlacierDays,
      @Setting(value = "Days until an object is deleted. Left out: never.", min = 1, max = 36500)
          Optional<Integer> expirationDays,
      @Setting(value = "Days until a replaced or deleted object's former version is gone.", byDefault = "90", min = 1,
          max = 36500) int noncurrentExpirationDays)
      implements Checked {
    @Override
    public void check(Check check) {
      transitionToIaDays.ifPresent(ia -> {
        check.that(!intelligentTiering, "transition_to_ia_days",
            "intelligent_tiering already moves what is rarely read; leave one of the two out");
        transitionToGlacierDays.ifPresent(glacier -> check.that(glacier >= ia + 30, "transition_to_glacier_days",
            "S3 wants 30 days in Standard-IA first: at least " + (ia + 30)));
      });
      expirationDays.ifPresent(end -> {
        transitionToIaDays.ifPresent(ia -> check.that(end > ia, "expiration_days",
            "the object is gone before it moves: more than " + ia + " is needed"));
        transitionToGlacierDays.ifPresent(glacier -> check.that(end > glacier, "expiration_days",
            "the object is gone before it moves: more than " + glacier + " is needed"));
      });
    }

    /** The same in the words of the part that makes buckets. */
    BucketLifecycle asRules() {
      return new BucketLifecycle(intelligentTiering, transitionToIaDays, transitionToGlacierDays, expirationDays,
          noncurrentExpirationDays);
    }
  }

  @Override
  public void check(Check check) {
    check.that(!buckets.containsKey("logs"), "buckets.logs",
        "the bucket for access logs is always there; choose another name, or see logs_retention_in_days");
    check.that(!(preventDestroyLogs && forceDestroyLogs), "force_destroy_logs",
        "prevent_destroy_logs forbids what this prepares; choose one");
    buckets.forEach((name, bucket) -> check.that(!(bucket.preventDestroy() && bucket.forceDestroy()),
        "buckets." + name + ".force_destroy", "prevent_destroy forbids what this prepares; choose one"));
    Set<String> taken = new HashSet<>();
    buckets.keySet().forEach(name -> check.that(taken.add(name.replace("-", "")), "buckets." + name,
        "differs from another bucket's name in its hyphens only; choose another"));
  }
}
