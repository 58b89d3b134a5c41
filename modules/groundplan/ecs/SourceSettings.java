package groundplan.ecs;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.Optional;

/** The units that the tasks of a cluster use. */
public record SourceSettings(
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms,
        @Setting("Unit with the image repositories. Left out: all images are external.") @Reads("ecr")
                Optional<String> ecr,
        @Setting("Unit with the buckets of the tasks and of a load balancer's access logs. Left out: none.")
                @Reads("storage")
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: no secrets are used.") @Reads("secrets") Optional<String> secrets) {}
