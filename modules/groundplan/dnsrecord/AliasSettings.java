package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of a record that answers with the addresses of something of ours: one of these. */
public record AliasSettings(
        @Setting("Unit of a cluster with a load balancer.") @Reads("ecs") Optional<String> ecs,
        @Setting("Unit of a service behind an application load balancer.") @Reads("ecs-alb-service")
                Optional<String> ecsAlbService,
        @Setting("Unit of a service behind a network load balancer.") @Reads("ecs-nlb-service")
                Optional<String> ecsNlbService,
        @Setting("Unit of an HTTP API with a domain.") @Reads("lambda-http-api") Optional<String> lambdaHttpApi,
        @Setting("Unit of a distribution.") @Reads("cloudfront") Optional<String> cloudfront,
        @Setting(
                        "Do without this answer while nothing behind it is well. Left out: yes, but for a distribution, of which"
                                + " Route 53 cannot tell.")
                Optional<Boolean> evaluateTargetHealth)
        implements Checked {
    @Override
    public void check(Check check) {
        List<String> given = Stream.of(ecs, ecsAlbService, ecsNlbService, lambdaHttpApi, cloudfront)
                .flatMap(Optional::stream)
                .toList();
        check.that(given.size() == 1, "ecs", "an alias leads to one thing: name one unit, found " + given);
        check.that(
                cloudfront.isEmpty() || !evaluateTargetHealth.orElse(false),
                "evaluate_target_health",
                "Route 53 does not know how a distribution is; leave it out");
    }

    boolean evaluates() {
        return evaluateTargetHealth.orElse(cloudfront.isEmpty());
    }
}
