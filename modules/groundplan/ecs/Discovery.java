package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.service_discovery_private_dns_namespace.ServiceDiscoveryPrivateDnsNamespace;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryService;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceDnsConfig;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceDnsConfigDnsRecords;
import com.hashicorp.cdktf.providers.aws.service_discovery_service.ServiceDiscoveryServiceHealthCheckCustomConfig;
import java.util.List;

/** Names by which services find each other: ECS keeps the addresses of the healthy tasks behind them. */
final class Discovery {
  private final EcsUnit unit;
  private final ServiceDiscoveryPrivateDnsNamespace namespace;

  Discovery(EcsUnit unit, EcsSettings.ServiceDiscovery settings, String vpcId) {
    this.unit = unit;
    this.namespace = unit.add("main", (scope, id) -> ServiceDiscoveryPrivateDnsNamespace.Builder.create(scope, id)
        .name(settings.namespace()).vpc(vpcId).description("Services of cluster " + unit.clusterName()).build());
  }

  /** Creates {@code aws_service_discovery_service.<service>} and gives its ARN. */
  String register(String service) {
    return unit.add(EcsUnit.id(service), (scope, id) -> ServiceDiscoveryService.Builder.create(scope, id)
        .name(service).dnsConfig(ServiceDiscoveryServiceDnsConfig.builder().namespaceId(namespace.getId())
            .routingPolicy("MULTIVALUE")
            // A task is gone for its clients this many seconds after ECS has taken its address out.
            .dnsRecords(List.of(ServiceDiscoveryServiceDnsConfigDnsRecords.builder().type("A").ttl(10).build())).build())
        .healthCheckCustomConfig(ServiceDiscoveryServiceHealthCheckCustomConfig.builder().failureThreshold(1).build())
        // Addresses of tasks that are just stopping must not keep it from being destroyed.
        .forceDestroy(true).build()).getArn();
  }
}
