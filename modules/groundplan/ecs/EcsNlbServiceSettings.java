package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;

/** Settings of one service on Fargate with a network load balancer of its own, in another unit's cluster. */
public record EcsNlbServiceSettings(
        @Setting(
                        value = "Name of the service, of its container, and in the names of its resources.",
                        pattern = ServiceGroup.SERVICE_NAME)
                String name,
        @Setting(value = "Unit with the cluster.", byDefault = "ecs-cluster")
                @Reads(value = "ecs-cluster", sameRegion = true)
                String cluster,
        @Setting("The service, without a routing: the load balancer forwards every connection to it.")
                ServiceSettings service,
        @Setting("Load balancer in front of it.") NetworkLoadBalancerSettings loadBalancer,
        @Setting(value = "Log retention in days.", byDefault = "365", min = 1, max = 3653) int logRetentionInDays,
        @Setting(value = "Units that its tasks use.", byDefault = "{}") SourceSettings units)
        implements Checked {

    /** The service in the common form of all services. */
    ServiceGroup serviceGroup() {
        return ServiceGroup.single(name, service, logRetentionInDays, units, "service.");
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        check.that(service.port().isPresent(), "service.port", "is required: connections are forwarded to it");
        check.that(
                service.routing().isEmpty(),
                "service.routing",
                "a network load balancer forwards connections, not requests: leave it out");
        check.that(
                units.storage().isPresent() || !loadBalancer.attributes().accessLogs(),
                "units.storage",
                "the load balancer's access logs need a bucket: name the unit with the buckets");
        new Consistency(serviceGroup(), check).all();
    }
}
