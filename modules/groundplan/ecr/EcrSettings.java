package groundplan.ecr;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.OncePerAccount;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.Map;
import java.util.Optional;

/** Settings of image repositories. */
public record EcrSettings(
        @Setting(value = "Repositories by name; the AWS name is <system>-<environment>-<name>.", min = 1)
                Map<String, Repository> repositories,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms,
        @Setting(
                        "Replicate pushed images to another region. The registry has one replication configuration per region. Left out:"
                                + " no replication.")
                Optional<Replication> replication)
        implements Checked {

    /** One repository. */
    public record Repository(
            @Setting(value = "Number of newest images to keep.", byDefault = "10", min = 1, max = 1000) int keepImages,
            @Setting(value = "Days after which an untagged image is deleted.", byDefault = "7", min = 1, max = 365)
                    int untaggedExpiryDays,
            @Setting(value = "Delete the repository even if it contains images.", byDefault = "false")
                    boolean forceDelete) {}

    /** Settings of replication. */
    public record Replication(
            @Setting(value = "Region to replicate each repository to.", form = TextForm.REGION) String region,
            @Setting("Unit with the customer managed keys of that region, such as us-west-2/kms.") @Reads("kms")
                    String kms)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    kms.startsWith(region + "/"),
                    "kms",
                    "the replicas are encrypted with a key of their own region: name " + region
                            + "/kms or another unit of that region");
        }
    }

    /** Whether the unit configures the replication of the registry. */
    @OncePerAccount(
            value = "a replication configuration of the registry",
            perRegion = true,
            instead = "leave replication out in all but one of them")
    public boolean replicates() {
        return replication.isPresent();
    }

    @Override
    public void check(Check check) {
        replication.ifPresent(to -> repositories
                .keySet()
                .forEach(name -> check.that(
                        !repositories.containsKey(name + "-copy"),
                        "repositories." + name + "-copy",
                        "this is the Terraform name of the replica of '" + name + "'; choose another name")));
    }
}
