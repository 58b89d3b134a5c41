package groundplan.observability;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** The units that are watched. */
public record WatchSettings(
    @Setting(value = "Units with clusters whose services and load balancers are watched.", byDefault = "[]") @Reads("ecs")
        List<String> ecs,
    @Setting(value = "Units with databases that are watched, with their read replicas.", byDefault = "[]") @Reads("rds")
        List<String> databases,
    @Setting(value = "Units with caches that are watched.", byDefault = "[]") @Reads("elasticache") List<String> caches,
    @Setting(value = "Unit with the web ACL that is watched. Left out: none is.") @Reads("waf") Optional<String> waf,
    @Setting(value = "Units with distributions that are watched.", byDefault = "[]") @Reads("cloudfront")
        List<String> distributions,
    @Setting(value = "Units with repositories; an image with a critical vulnerability is an event.", byDefault = "[]")
        @Reads("ecr") List<String> repositories,
    @Setting(value = "Unit with the audit trail, which is watched for what matters to the account's security. Left out: "
        + "nothing is.") @Reads("cloudtrail") Optional<String> trail,
    @Setting(value = "Unit with the account's baseline; what it finds is an event. Left out: nobody is told.")
        @Reads("account") Optional<String> account) {}
