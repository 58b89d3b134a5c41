package groundplan.ecs;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.Optional;

/** The units that the tasks of a cluster get something from. */
public record SourceSettings(
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads("network") String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms,
        @Setting("Unit with the image repositories. Left out: all images come from elsewhere.") @Reads("ecr")
                Optional<String> ecr,
        @Setting("Unit with the buckets that are used, and of a load balancer's access logs. Left out: there are none.")
                @Reads("storage")
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: none is used.") @Reads("secrets") Optional<String> secrets) {}
