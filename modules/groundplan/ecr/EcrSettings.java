package groundplan.ecr;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/** Settings of image repositories. */
public record EcrSettings(
        @Setting(value = "Repositories by name; AWS sees <system>-<environment>-<name>.", min = 1)
                Map<String, Repository> repositories,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms,
        @Setting(
                        "Copy each image to another region as it is pushed. The account's registry has one such rule in a region. Left out:"
                                + " images are in one region.")
                Optional<Replication> replication)
        implements Checked {

    /** One repository. */
    public record Repository(
            @Setting(value = "Images that are kept, the newest first.", byDefault = "10", min = 1, max = 1000)
                    int keepImages,
            @Setting(
                            value = "Days after which an image that lost its tag is removed.",
                            byDefault = "7",
                            min = 1,
                            max = 365)
                    int untaggedExpiryDays,
            @Setting(value = "Delete the repository even while it holds images.", byDefault = "false")
                    boolean forceDelete) {}

    /** Where images are copied to. */
    public record Replication(
            @Setting(value = "Region that gets a copy of each repository.", pattern = "[a-z]{2}(-[a-z]+)+-[0-9]")
                    String region,
            @Setting("Unit with the customer keys of that region, such as us-west-2/kms.") @Reads("kms") String kms)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    kms.startsWith(region + "/"),
                    "kms",
                    "the copies are encrypted with a key of their own region: name " + region
                            + "/kms or another unit of that region");
        }
    }

    @Override
    public void check(Check check) {
        replication.ifPresent(to -> repositories
                .keySet()
                .forEach(name -> check.that(
                        !repositories.containsKey(name + "-copy"),
                        "repositories." + name + "-copy",
                        "is what the copy of '" + name + "' is called in Terraform; choose another name")));
    }
}
