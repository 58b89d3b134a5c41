package groundplan.ecs;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The services that one unit makes.
 *
 * @param services by name
 * @param defaults what holds for those that say nothing else
 * @param units what their tasks get something from
 * @param keys where the settings of each stand: what comes before its keys
 */
record ServiceGroup(
        Map<String, ServiceSettings> services, Defaults defaults, SourceSettings units, UnaryOperator<String> keys) {
    /** The form of a service's name. */
    static final String SERVICE_NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /**
     * What holds for services that say nothing else.
     *
     * @param logRetentionInDays how long their logs are kept
     * @param namespace zone of their names inside the network; absent without such names
     * @param capacity where their tasks run
     * @param autoscaling how their number follows the load; absent when it does not
     */
    record Defaults(
            int logRetentionInDays,
            Optional<String> namespace,
            ScalingSettings.Capacity capacity,
            Optional<Autoscaling> autoscaling) {}

    /**
     * A service that is a unit of its own.
     *
     * @param keys what comes before its keys
     */
    static ServiceGroup single(
            String name, ServiceSettings service, int logRetentionInDays, SourceSettings units, String keys) {
        return new ServiceGroup(
                Map.of(name, service),
                new Defaults(logRetentionInDays, Optional.empty(), ScalingSettings.Capacity.FARGATE, Optional.empty()),
                units,
                any -> keys);
    }

    /** Those behind a load balancer that routes. */
    SortedMap<String, ServiceSettings> routed() {
        SortedMap<String, ServiceSettings> routed = new TreeMap<>(services);
        routed.values().removeIf(service -> service.routing().isEmpty());
        return routed;
    }

    /** The name of a service's resources in Terraform. */
    static String id(String service) {
        return service.replace('-', '_');
    }
}
