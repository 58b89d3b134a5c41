package groundplan.parts;

import groundplan.kernel.Setting;

/** Settings of the copies of a bucket's objects in another region. */
public record ReplicationSettings(
        @Setting(value = "Region of the copies.", pattern = "[a-z]{2}(-[a-z]+)+-[0-9]") String region,
        @Setting(
                        value =
                                "Have S3 promise each copy within 15 minutes and measure how late it is; billed by volume.",
                        byDefault = "false")
                boolean timeControl) {}
