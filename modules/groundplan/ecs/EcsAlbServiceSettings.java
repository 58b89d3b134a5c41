package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.Optional;

/** Settings of one service on Fargate behind an application load balancer of its own, in a cluster that is another unit. */
public record EcsAlbServiceSettings(
        @Setting(
                        value = "Name of the service: of its container, and in the names of what belongs to it.",
                        pattern = ServiceGroup.SERVICE_NAME)
                String name,
        @Setting(value = "Unit with the cluster.", byDefault = "ecs-cluster") @Reads("ecs-cluster") String cluster,
        @Setting("The service. Its routing says which requests the load balancer hands to it.") ServiceSettings service,
        @Setting("Load balancer in front of it.") LoadBalancerSettings loadBalancer,
        @Setting("Deploy new versions beside the old, by CodeDeploy. Left out: ECS replaces tasks by and by.")
                Optional<BlueGreenSettings> blueGreen,
        @Setting(value = "Days that its logs are kept.", byDefault = "365", min = 1, max = 3653) int logRetentionInDays,
        @Setting(value = "Units that its tasks get something from.", byDefault = "{}") SourceSettings units)
        implements Checked {

    /** How CodeDeploy deploys it; absent where ECS replaces its tasks. */
    Optional<BlueGreenSettings> codeDeploy() {
        return blueGreen.filter(BlueGreenSettings::enabled);
    }

    /** The service in the form that all services have. */
    ServiceGroup serviceGroup() {
        return ServiceGroup.single(name, service, logRetentionInDays, units, "service.");
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        check.that(
                service.routing().isPresent(),
                "service.routing",
                "is required: it says which requests are handed to it");
        loadBalancer.checkLogs(units.storage(), "load_balancer", check);
        new Consistency(serviceGroup(), check).all();
        codeDeploy().ifPresent(with -> {
            check.that(
                    service.deployment().deploys().equals("pipeline"),
                    "service.deployment.deploys",
                    "CodeDeploy registers the versions that run, and Terraform leaves them alone: say pipeline");
            check.that(
                    service.scaling()
                            .autoscaling()
                            .flatMap(Autoscaling::requestsPerTarget)
                            .isEmpty(),
                    "service.scaling.autoscaling.requests_per_target",
                    "counts the requests of one target group, and with blue_green two take turns: leave it out");
            check.that(
                    !service.deployment().waitForSteadyState(),
                    "service.deployment.wait_for_steady_state",
                    "with blue_green it is CodeDeploy that waits: leave it out");
        });
    }
}
