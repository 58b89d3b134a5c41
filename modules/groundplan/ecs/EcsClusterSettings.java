package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.Optional;

/** Settings of a Fargate cluster whose services are units of their own. */
public record EcsClusterSettings(
        @Setting(
                        value = "Name of the cluster. Left out: <system>-<environment>-<unit>.",
                        pattern = DeploymentSettings.NAME)
                Optional<String> name,
        @Setting(
                        value = "Metrics of services and tasks, or with enhanced those of each container too.",
                        byDefault = "enhanced",
                        oneOf = {"enabled", "enhanced"})
                String containerInsights,
        @Setting(
                        value = "Days that the record of commands executed in containers is kept.",
                        byDefault = "365",
                        min = 1,
                        max = 3653)
                int logRetentionInDays,
        @Setting("Names for the services inside the network. Left out: only their load balancers find them.")
                Optional<ServiceDiscovery> serviceDiscovery,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {

    /** Names for the services inside the network. */
    public record ServiceDiscovery(
            @Setting(
                            value =
                                    "Zone of the names, for the network alone: service api is found at api.<namespace>.",
                            pattern = EcsSettings.ServiceDiscovery.ZONE)
                    String namespace,
            @Setting(value = "Unit with the network.", byDefault = "network") @Reads("network") String network) {}

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
    }
}
