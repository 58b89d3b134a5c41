package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Settings of the data buckets, and of the bucket for access logs. */
public record StorageSettings(
        @Setting(value = "Data buckets by name.", byDefault = "{}", names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, DataBucket> buckets,
        @Setting(
                        value = "Bucket for the access logs of load balancers and buckets; it is always created.",
                        byDefault = "{}")
                LogsSettings logs,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** The form of a bucket's name; S3 also allows dots, which do not work with TLS certificates. */
    static final String BUCKET_NAME = "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]";

    @Override
    public void check(Check check) {
        Set<String> taken = new HashSet<>();
        buckets.keySet().forEach(name -> {
            check.that(
                    !name.equals("logs"),
                    "buckets.logs",
                    "this is the name of the access log bucket; choose another name, or use logs");
            check.that(
                    taken.add(name.replace("-", "")),
                    "buckets." + name,
                    "this differs from another bucket's name in hyphens only; choose another");
        });
    }
}
