package groundplan.observability;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** The monitored units. */
public record WatchSettings(
        @Setting(value = "Units with clusters whose services and load balancers are monitored.", byDefault = "[]")
                @Reads(value = "ecs", sameRegion = true)
                List<String> ecs,
        @Setting(value = "Units with one service or function each that are monitored.", byDefault = "{}")
                Services services,
        @Setting(value = "Units with databases that are monitored, with their read replicas.", byDefault = "[]")
                @Reads(value = "rds", sameRegion = true)
                List<String> databases,
        @Setting(value = "Units with caches that are monitored.", byDefault = "[]")
                @Reads(value = "elasticache", sameRegion = true)
                List<String> caches,
        @Setting(value = "Unit with the web ACL that is monitored. Left out: none.")
                @Reads(value = "waf", sameRegion = true)
                Optional<String> waf,
        @Setting(value = "Units with distributions that are monitored.", byDefault = "[]") @Reads("cloudfront")
                List<String> distributions,
        @Setting(
                        value = "Units with repositories whose images are monitored for critical vulnerabilities.",
                        byDefault = "[]")
                @Reads(value = "ecr", sameRegion = true)
                List<String> repositories,
        @Setting(value = "What is monitored for the account's security.", byDefault = "{}") Security security) {

    /** Units with one service or function each. */
    public record Services(
            @Setting(value = "Services behind an application load balancer.", byDefault = "[]")
                    @Reads(value = "ecs-alb-service", sameRegion = true)
                    List<String> ecsAlbServices,
            @Setting(value = "Services behind a network load balancer.", byDefault = "[]")
                    @Reads(value = "ecs-nlb-service", sameRegion = true)
                    List<String> ecsNlbServices,
            @Setting(value = "Functions behind an HTTP API.", byDefault = "[]")
                    @Reads(value = "lambda-http-api", sameRegion = true)
                    List<String> lambdaHttpApis,
            @Setting(value = "Functions that are invoked by events and schedules.", byDefault = "[]")
                    @Reads(value = "lambda-event-bridge", sameRegion = true)
                    List<String> lambdaEventBridges,
            @Setting(value = "Functions that consume a queue.", byDefault = "[]")
                    @Reads(value = "lambda-sqs-consumer", sameRegion = true)
                    List<String> lambdaSqsConsumers) {
        boolean any() {
            return !ecsAlbServices.isEmpty()
                    || !ecsNlbServices.isEmpty()
                    || !lambdaHttpApis.isEmpty()
                    || !lambdaEventBridges.isEmpty()
                    || !lambdaSqsConsumers.isEmpty();
        }
    }

    /** What is monitored for the account's security. */
    public record Security(
            @Setting(value = "Unit with the audit trail. Left out: it is not monitored.")
                    @Reads(value = "cloudtrail", sameRegion = true)
                    Optional<String> trail,
            @Setting(
                            value =
                                    "Unit with the account's baseline, whose findings are notified. Left out: no notifications of findings.")
                    @Reads("account")
                    Optional<String> account) {}
}
