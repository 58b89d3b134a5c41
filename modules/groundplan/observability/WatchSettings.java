package groundplan.observability;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** The monitored units. */
public record WatchSettings(
        @Setting(value = "Units with clusters whose services and load balancers are monitored.", byDefault = "[]")
                @Reads("ecs")
                List<String> ecs,
        @Setting(value = "Units with one service or function each that are monitored.", byDefault = "{}")
                Services services,
        @Setting(value = "Units with databases that are monitored, with their read replicas.", byDefault = "[]")
                @Reads("rds")
                List<String> databases,
        @Setting(value = "Units with caches that are monitored.", byDefault = "[]") @Reads("elasticache")
                List<String> caches,
        @Setting(value = "Unit with the web ACL that is monitored. Left out: none.") @Reads("waf") Optional<String> waf,
        @Setting(value = "Units with distributions that are monitored.", byDefault = "[]") @Reads("cloudfront")
                List<String> distributions,
        @Setting(
                        value = "Units with repositories whose images are monitored for critical vulnerabilities.",
                        byDefault = "[]")
                @Reads("ecr")
                List<String> repositories,
        @Setting(value = "What is monitored for the account's security.", byDefault = "{}") Security security) {

    /** Units with one service or function each. */
    public record Services(
            @Setting(value = "Services behind an application load balancer.", byDefault = "[]")
                    @Reads("ecs-alb-service")
                    List<String> ecsAlbServices,
            @Setting(value = "Services behind a network load balancer.", byDefault = "[]") @Reads("ecs-nlb-service")
                    List<String> ecsNlbServices,
            @Setting(value = "Functions behind an HTTP API.", byDefault = "[]") @Reads("lambda-http-api")
                    List<String> lambdaHttpApis,
            @Setting(value = "Functions that are invoked by events and schedules.", byDefault = "[]")
                    @Reads("lambda-event-bridge")
                    List<String> lambdaEventBridges,
            @Setting(value = "Functions that consume a queue.", byDefault = "[]") @Reads("lambda-sqs-consumer")
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
            @Setting(value = "Unit with the audit trail. Left out: it is not monitored.") @Reads("cloudtrail")
                    Optional<String> trail,
            @Setting(
                            value =
                                    "Unit with the account's baseline, whose findings are notified. Left out: no notifications of findings.")
                    @Reads("account")
                    Optional<String> account) {}
}
