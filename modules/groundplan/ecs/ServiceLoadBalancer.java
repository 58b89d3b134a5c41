package groundplan.ecs;

import java.util.Optional;

/** The load balancer of one or more services. */
interface ServiceLoadBalancer {
    /**
     * Creates the target of a service and allows the load balancer to connect to it; absent when the service has none.
     *
     * @param firewalls the security groups of the services
     */
    Optional<Target> target(String service, ServiceSettings settings, Firewalls firewalls);

    /** The load balancer. */
    String arn();

    /** The load balancer, as in its metrics' dimensions. */
    String arnSuffix();

    /** Its DNS name. */
    String dnsName();

    /** The hosted zone of that name, for alias records. */
    String zoneId();
}
