package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings of a Fargate cluster with its services and the load balancer in front of them. */
public record EcsSettings(
        @Setting(value = "Services by name.", min = 1, names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, ServiceSettings> services,
        @Setting("Load balancer in front of the services that have a routing. Left out: none.")
                Optional<LoadBalancerSettings> loadBalancer,
        @Setting(value = "What holds for the cluster as a whole.", byDefault = "{}") Cluster cluster,
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads("network") String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms,
        @Setting("Unit with the image repositories. Left out: all images come from elsewhere.") @Reads("ecr")
                Optional<String> ecr,
        @Setting(
                        "Unit with the buckets of the services and of the load balancer's access logs. Left out: there are none.")
                @Reads("storage")
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: no service uses one.") @Reads("secrets") Optional<String> secrets)
        implements Checked {

    /** What holds for the cluster as a whole. */
    public record Cluster(
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
                            value =
                                    "Days that the services' logs and the record of commands executed in their containers are kept.",
                            byDefault = "365",
                            min = 1,
                            max = 3653)
                    int logRetentionInDays,
            @Setting("Names for the services inside the network. Left out: only the load balancer finds them.")
                    Optional<ServiceDiscovery> serviceDiscovery,
            @Setting(
                            value = "Shares of Fargate and Fargate Spot, for services that say nothing else.",
                            byDefault = "{}")
                    ScalingSettings.Capacity capacity,
            @Setting(
                            "How the number of tasks follows the load, for services that say nothing else. Left out: it does not.")
                    Optional<Autoscaling> autoscaling)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        }
    }

    /** Names for the services inside the network. */
    public record ServiceDiscovery(
            @Setting(
                            value =
                                    "Zone of the names, for the network alone: service api is found at api.<namespace>.",
                            pattern = ZONE)
                    String namespace) {
        static final String ZONE = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}";
    }

    /** Its services in the form that all services have. */
    ServiceGroup serviceGroup() {
        return new ServiceGroup(
                services,
                new ServiceGroup.Defaults(
                        cluster.logRetentionInDays(),
                        cluster.serviceDiscovery().map(ServiceDiscovery::namespace),
                        cluster.capacity(),
                        cluster.autoscaling()),
                new SourceSettings(network, kms, ecr, storage, secrets),
                name -> "services." + name + ".");
    }

    /** The services behind the load balancer. */
    public SortedMap<String, ServiceSettings> routed() {
        return serviceGroup().routed();
    }

    /** The names of task definitions that are called otherwise than their service, by service. */
    public SortedMap<String, ServiceSettings> withOwnFamily() {
        SortedMap<String, ServiceSettings> named = new TreeMap<>(services);
        named.values().removeIf(service -> service.deployment()
                .taskFamily()
                .equals(service.deployment().serviceName()));
        return named;
    }

    @Override
    public void check(Check check) {
        loadBalancer.ifPresent(with -> with.checkLogs(storage, "load_balancer", check));
        check.that(
                loadBalancer.isEmpty() || !routed().isEmpty(),
                "load_balancer",
                "no service has a routing: give one to a service, or leave the load balancer out");
        services.forEach((name, service) -> check.that(
                service.routing().isEmpty() || loadBalancer.isPresent(),
                "services." + name + ".routing",
                "there is no load_balancer to route from; add one, or leave the routing out"));
        new Consistency(serviceGroup(), check).all();
    }
}
