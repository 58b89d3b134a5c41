package groundplan.observability;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** The units that are watched. */
public record WatchSettings(
        @Setting(value = "Units with clusters whose services and load balancers are watched.", byDefault = "[]")
                @Reads("ecs")
                List<String> ecs,
        @Setting(value = "Units with one service or function each that are watched.", byDefault = "{}")
                Services services,
        @Setting(value = "Units with databases that are watched, with their read replicas.", byDefault = "[]")
                @Reads("rds")
                List<String> databases,
        @Setting(value = "Units with caches that are watched.", byDefault = "[]") @Reads("elasticache")
                List<String> caches,
        @Setting(value = "Unit with the web ACL that is watched. Left out: none is.") @Reads("waf")
                Optional<String> waf,
        @Setting(value = "Units with distributions that are watched.", byDefault = "[]") @Reads("cloudfront")
                List<String> distributions,
        @Setting(
                        value = "Units with repositories; an image with a critical vulnerability is an event.",
                        byDefault = "[]")
                @Reads("ecr")
                List<String> repositories,
        @Setting(value = "What is watched for the account's security.", byDefault = "{}") Security security) {

    /** Units with one service or function each. */
    public record Services(
            @Setting(value = "Services behind an application load balancer.", byDefault = "[]")
                    @Reads("ecs-alb-service")
                    List<String> ecsAlbServices,
            @Setting(value = "Services behind a network load balancer.", byDefault = "[]") @Reads("ecs-nlb-service")
                    List<String> ecsNlbServices,
            @Setting(value = "Functions behind an HTTP API.", byDefault = "[]") @Reads("lambda-http-api")
                    List<String> lambdaHttpApis,
            @Setting(value = "Functions that events and schedules call.", byDefault = "[]")
                    @Reads("lambda-event-bridge")
                    List<String> lambdaEventBridges,
            @Setting(value = "Functions that work off a queue.", byDefault = "[]") @Reads("lambda-sqs-consumer")
                    List<String> lambdaSqsConsumers) {
        boolean any() {
            return !ecsAlbServices.isEmpty()
                    || !ecsNlbServices.isEmpty()
                    || !lambdaHttpApis.isEmpty()
                    || !lambdaEventBridges.isEmpty()
                    || !lambdaSqsConsumers.isEmpty();
        }
    }

    /** What matters to the account's security. */
    public record Security(
            @Setting(value = "Unit with the audit trail. Left out: it is not watched.") @Reads("cloudtrail")
                    Optional<String> trail,
            @Setting(value = "Unit with the account's baseline; what it finds is an event. Left out: nobody is told.")
                    @Reads("account")
                    Optional<String> account) {}
}
