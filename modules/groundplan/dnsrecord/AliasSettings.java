package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of an alias record; its target is one of these. */
public record AliasSettings(
        @Setting("Unit of a cluster with a load balancer.") @Reads("ecs") Optional<String> ecs,
        @Setting("Unit of a service behind an application load balancer.") @Reads("ecs-alb-service")
                Optional<String> ecsAlbService,
        @Setting("Unit of a service behind a network load balancer.") @Reads("ecs-nlb-service")
                Optional<String> ecsNlbService,
        @Setting("Unit of an HTTP API with a domain.") @Reads("lambda-http-api") Optional<String> lambdaHttpApi,
        @Setting("Unit of a distribution.") @Reads("cloudfront") Optional<String> cloudfront,
        @Setting(
                        value =
                                "Name below the zone of other records of the zone, of this or another unit, whose routing then applies: failover behind"
                                        + " geolocation.",
                        pattern = RecordSettings.NAME)
                Optional<String> record,
        @Setting(
                        "Unit with the records that record names. Left out: they are in this unit or in that of the zone, or not in the settings.")
                @Reads("dns-record")
                Optional<String> dnsRecord,
        @Setting("Evaluate the health of the target. Left out: true, except for a distribution, whose health"
                        + " Route 53 cannot evaluate.")
                Optional<Boolean> evaluateTargetHealth)
        implements Checked {
    @Override
    public void check(Check check) {
        List<String> given = Stream.of(ecs, ecsAlbService, ecsNlbService, lambdaHttpApi, cloudfront, record)
                .flatMap(Optional::stream)
                .toList();
        check.that(given.size() == 1, "ecs", "an alias needs exactly one target; found " + given);
        check.that(
                dnsRecord.isEmpty() || record.isPresent(),
                "dns_record",
                "which of its records is the target? Name it in record");
        check.that(
                cloudfront.isEmpty() || !evaluateTargetHealth.orElse(false),
                "evaluate_target_health",
                "Route 53 cannot evaluate the health of a distribution; remove this");
    }

    boolean evaluates() {
        return evaluateTargetHealth.orElse(cloudfront.isEmpty());
    }
}
