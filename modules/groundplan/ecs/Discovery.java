package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.service_discovery_private_dns_namespace.ServiceDiscoveryPrivateDnsNamespace;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryService;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceDnsConfig;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceDnsConfigDnsRecords;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceHealthCheckCustomConfig;
import groundplan.kernel.Unit;
import java.util.List;

/** Names by which services find each other: ECS keeps the addresses of the healthy tasks behind them. */
final class Discovery {
    private final Unit<?> unit;
    private final String namespaceId;

    /** @param namespaceId where the names are left */
    Discovery(Unit<?> unit, String namespaceId) {
        this.unit = unit;
        this.namespaceId = namespaceId;
    }

    /** Creates {@code aws_service_discovery_private_dns_namespace.main}, the zone of a cluster's names, and gives its id. */
    static String namespace(Unit<?> unit, String zone, String clusterName, String vpcId) {
        return unit.add("main", (scope, id) -> ServiceDiscoveryPrivateDnsNamespace.Builder.create(scope, id)
                        .name(zone)
                        .vpc(vpcId)
                        .description("Services of cluster " + clusterName)
                        .build())
                .getId();
    }

    /** Creates {@code aws_service_discovery_service.<service>} and gives its ARN. */
    String register(String service) {
        return unit.add(ServiceGroup.id(service), (scope, id) -> ServiceDiscoveryService.Builder.create(scope, id)
                        .name(service)
                        .dnsConfig(ServiceDiscoveryServiceDnsConfig.builder()
                                .namespaceId(namespaceId)
                                .routingPolicy("MULTIVALUE")
                                // A task is gone for its clients this many seconds after ECS has taken its address out.
                                .dnsRecords(List.of(ServiceDiscoveryServiceDnsConfigDnsRecords.builder()
                                        .type("A")
                                        .ttl(10)
                                        .build()))
                                .build())
                        .healthCheckCustomConfig(ServiceDiscoveryServiceHealthCheckCustomConfig.builder()
                                .failureThreshold(1)
                                .build())
                        // Addresses of tasks that are just stopping must not keep it from being destroyed.
                        .forceDestroy(true)
                        .build())
                .getArn();
    }
}
