package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.service_discovery_private_dns_namespace.ServiceDiscoveryPrivateDnsNamespace;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryService;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceDnsConfig;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceDnsConfigDnsRecords;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceHealthCheckCustomConfig;
import groundplan.kernel.Unit;
import java.util.List;

/** DNS names by which services find each other: ECS registers the addresses of the healthy tasks under them. */
final class Discovery {
    private final Unit<?> unit;
    private final String namespaceId;

    /** @param namespaceId the namespace of the names */
    Discovery(Unit<?> unit, String namespaceId) {
        this.unit = unit;
        this.namespaceId = namespaceId;
    }

    /**
     * Creates {@code aws_service_discovery_private_dns_namespace.main}, the private DNS zone of a cluster, and returns
     * its id.
     */
    static String namespace(Unit<?> unit, String zone, String clusterName, String vpcId) {
        return unit.add("main", (scope, id) -> ServiceDiscoveryPrivateDnsNamespace.Builder.create(scope, id)
                        .name(zone)
                        .vpc(vpcId)
                        .description("Services of cluster " + clusterName)
                        .build())
                .getId();
    }

    /** Creates {@code aws_service_discovery_service.<service>} and returns its ARN. */
    String register(String service) {
        return unit.add(ServiceGroup.id(service), (scope, id) -> ServiceDiscoveryService.Builder.create(scope, id)
                        .name(service)
                        .dnsConfig(ServiceDiscoveryServiceDnsConfig.builder()
                                .namespaceId(namespaceId)
                                .routingPolicy("MULTIVALUE")
                                // The TTL: clients may use a task's address for this long after ECS has deregistered
                                // it.
                                .dnsRecords(List.of(ServiceDiscoveryServiceDnsConfigDnsRecords.builder()
                                        .type("A")
                                        .ttl(10)
                                        .build()))
                                .build())
                        .healthCheckCustomConfig(ServiceDiscoveryServiceHealthCheckCustomConfig.builder()
                                .failureThreshold(1)
                                .build())
                        // Instances of tasks that are still stopping must not prevent its destruction.
                        .forceDestroy(true)
                        .build())
                .getArn();
    }
}
