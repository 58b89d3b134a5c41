package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.Optional;

/** Settings of a Fargate cluster whose services are separate units. */
public record EcsClusterSettings(
        @Setting(
                        value = "Name of the cluster. Left out: <system>-<environment>-<unit>.",
                        pattern = DeploymentSettings.NAME)
                Optional<String> name,
        @Setting(
                        value =
                                "Container Insights: metrics of services and tasks; with enhanced, also of each container.",
                        byDefault = "enhanced",
                        oneOf = {"enabled", "enhanced"})
                String containerInsights,
        @Setting(
                        value = "Retention of the log of commands executed in containers, in days.",
                        byDefault = "365",
                        min = 1,
                        max = 3653)
                int logRetentionInDays,
        @Setting(
                        "DNS names of the services inside the network. Left out: they are reachable through their load balancers only.")
                Optional<ServiceDiscovery> serviceDiscovery,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {

    /** DNS names of the services inside the network. */
    public record ServiceDiscovery(
            @Setting(
                            value = "Private DNS zone of the names: service api gets the name api.<namespace>.",
                            pattern = EcsSettings.ServiceDiscovery.ZONE)
                    String namespace,
            @Setting(value = "Unit with the network.", byDefault = "network")
                    @Reads(value = "network", sameRegion = true)
                    String network) {}

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
    }
}
