package groundplan.ecs;

import groundplan.kernel.TerraformName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The services of one unit.
 *
 * @param services by name
 * @param defaults defaults of the services
 * @param units the units that their tasks use
 * @param keys the key prefix of each service in the settings
 */
record ServiceGroup(
        Map<String, ServiceSettings> services, Defaults defaults, SourceSettings units, UnaryOperator<String> keys) {
    /** The pattern of a service's name. */
    static final String SERVICE_NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /**
     * Defaults of the services.
     *
     * @param logRetentionInDays the log retention in days
     * @param namespace the private DNS zone of their names; absent without service discovery
     * @param capacity the capacity providers
     * @param autoscaling the autoscaling; absent when there is none
     */
    record Defaults(
            int logRetentionInDays,
            Optional<String> namespace,
            ScalingSettings.Capacity capacity,
            Optional<Autoscaling> autoscaling) {}

    /**
     * A service that is a unit of its own.
     *
     * @param keys the key prefix in the settings
     */
    static ServiceGroup single(
            String name, ServiceSettings service, int logRetentionInDays, SourceSettings units, String keys) {
        return new ServiceGroup(
                Map.of(name, service),
                new Defaults(logRetentionInDays, Optional.empty(), ScalingSettings.Capacity.FARGATE, Optional.empty()),
                units,
                any -> keys);
    }

    /** Those with a routing of the load balancer. */
    SortedMap<String, ServiceSettings> routed() {
        SortedMap<String, ServiceSettings> routed = new TreeMap<>(services);
        routed.values().removeIf(service -> service.routing().isEmpty());
        return routed;
    }

    /** The name of a service's resources in Terraform. */
    static String id(String service) {
        return TerraformName.of(service);
    }
}
