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
        @Setting(value = "Settings of the cluster, common to all services.", byDefault = "{}") Cluster cluster,
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms,
        @Setting("Unit with the image repositories. Left out: all images are external.") @Reads("ecr")
                Optional<String> ecr,
        @Setting(
                        "Unit with the buckets of the services and of the load balancer's access logs. Left out: there are none.")
                @Reads("storage")
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: no service uses one.") @Reads("secrets") Optional<String> secrets)
        implements Checked {

    /** Settings of the cluster, common to all services. */
    public record Cluster(
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
                            value =
                                    "Retention of the services' logs and of the log of commands executed in their containers, in days.",
                            byDefault = "365",
                            min = 1,
                            max = 3653)
                    int logRetentionInDays,
            @Setting(
                            "DNS names of the services inside the network. Left out: they are reachable through the load balancer only.")
                    Optional<ServiceDiscovery> serviceDiscovery,
            @Setting(value = "Default shares of Fargate and Fargate Spot for the services.", byDefault = "{}")
                    ScalingSettings.Capacity capacity,
            @Setting("Default autoscaling of the services. Left out: none.") Optional<Autoscaling> autoscaling)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        }
    }

    /** DNS names of the services inside the network. */
    public record ServiceDiscovery(
            @Setting(
                            value = "Private DNS zone of the names: service api gets the name api.<namespace>.",
                            pattern = ZONE)
                    String namespace) {
        static final String ZONE = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}";
    }

    /** Its services in the common form of all services. */
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

    /** The task definition families that differ from their service's name, by service. */
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
                "no service has a routing: add one to a service, or remove the load balancer");
        services.forEach((name, service) -> check.that(
                service.routing().isEmpty() || loadBalancer.isPresent(),
                "services." + name + ".routing",
                "there is no load_balancer for this routing; add one, or remove the routing"));
        new Consistency(serviceGroup(), check).all();
    }
}
