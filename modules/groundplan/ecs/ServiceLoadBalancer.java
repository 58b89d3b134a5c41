package groundplan.ecs;

import java.util.Optional;

/** What brings requests or connections to services. */
interface ServiceLoadBalancer {
    /**
     * Makes what hands to a service what is meant for it, and lets it through; absent when nothing is.
     *
     * @param firewalls of the services
     */
    Optional<Target> target(String service, ServiceSettings settings, Firewalls firewalls);

    /** The load balancer. */
    String arn();

    /** The load balancer, as its metrics carry it. */
    String arnSuffix();

    /** Where it answers. */
    String dnsName();

    /** The zone of that name, for alias records. */
    String zoneId();
}
