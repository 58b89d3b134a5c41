package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.Optional;

/** Settings of one service on Fargate with an application load balancer of its own, in another unit's cluster. */
public record EcsAlbServiceSettings(
        @Setting(
                        value = "Name of the service, of its container, and in the names of its resources.",
                        pattern = ServiceGroup.SERVICE_NAME)
                String name,
        @Setting(value = "Unit with the cluster.", byDefault = "ecs-cluster")
                @Reads(value = "ecs-cluster", sameRegion = true)
                String cluster,
        @Setting("The service. Its routing sets which requests the load balancer forwards to it.")
                ServiceSettings service,
        @Setting("Load balancer in front of it.") LoadBalancerSettings loadBalancer,
        @Setting("Blue/green deployments with CodeDeploy. Left out: rolling updates by ECS.")
                Optional<BlueGreenSettings> blueGreen,
        @Setting(value = "Log retention in days.", byDefault = "365", min = 1, max = 3653) int logRetentionInDays,
        @Setting(value = "Units that its tasks use.", byDefault = "{}") SourceSettings units)
        implements Checked {

    /** Its blue/green deployments; absent with rolling updates. */
    Optional<BlueGreenSettings> codeDeploy() {
        return blueGreen.filter(BlueGreenSettings::enabled);
    }

    /** The service in the common form of all services. */
    ServiceGroup serviceGroup() {
        return ServiceGroup.single(name, service, logRetentionInDays, units, "service.");
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        check.that(
                service.routing().isPresent(),
                "service.routing",
                "is required: it sets which requests are forwarded to the service");
        loadBalancer.checkLogs(units.storage(), "load_balancer", check);
        new Consistency(serviceGroup(), check).all();
        codeDeploy().ifPresent(with -> {
            check.that(
                    service.deployment().deploys().equals("pipeline"),
                    "service.deployment.deploys",
                    "with blue_green, CodeDeploy deploys the task definitions and Terraform ignores them: set this to pipeline");
            check.that(
                    service.scaling()
                            .autoscaling()
                            .flatMap(Autoscaling::requestsPerTarget)
                            .isEmpty(),
                    "service.scaling.autoscaling.requests_per_target",
                    "this counts the requests of one target group, but with blue_green two alternate: leave it out");
            check.that(
                    !service.deployment().waitForSteadyState(),
                    "service.deployment.wait_for_steady_state",
                    "with blue_green, CodeDeploy does the waiting: leave it out");
        });
    }
}
