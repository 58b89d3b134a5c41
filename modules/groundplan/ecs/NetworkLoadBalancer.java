package groundplan.ecs;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lb.Lb;
import com.hashicorp.cdktf.providers.aws.lb.LbAccessLogs;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListener;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultAction;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroup;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroupHealthCheck;
import groundplan.certificate.CertificateOutputs;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import groundplan.parts.Firewall;
import java.util.List;
import java.util.Optional;

/** The ingress for TCP connections to one service: it terminates TLS or forwards connections unchanged. */
final class NetworkLoadBalancer implements ServiceLoadBalancer {
    private final Unit<?> unit;
    private final NetworkLoadBalancerSettings settings;
    private final EcsReads reads;
    private final Firewall firewall;
    private final Lb balancer;

    /**
     * Creates {@code aws_lb.main}.
     *
     * @param role its own name among the load balancers of the environment
     */
    NetworkLoadBalancer(Unit<?> unit, String role, NetworkLoadBalancerSettings settings, EcsReads reads) {
        this.unit = unit;
        this.settings = settings;
        this.reads = reads;
        this.firewall = new Firewall(
                unit,
                "load_balancer",
                role + "_load_balancer",
                reads.network().vpcId(),
                "Load balancer of service " + role);
        settings.ingressCidrs().forEach((name, cidr) -> firewall.ingress(name, cidr, settings.port()));
        this.balancer = unit.add("main", (scope, id) -> {
            NetworkLoadBalancerSettings.Attributes attributes = settings.attributes();
            Lb.Builder made = Lb.Builder.create(scope, id)
                    .name(unit.context().name(role, Name.LOAD_BALANCER))
                    .loadBalancerType("network")
                    .internal(settings.internal())
                    .subnets(List.copyOf((settings.internal()
                                    ? reads.network().privateSubnetIds()
                                    : reads.network().publicSubnetIds())
                            .values()))
                    .securityGroups(List.of(firewall.id()))
                    .enableDeletionProtection(attributes.enableDeletionProtection())
                    .enableCrossZoneLoadBalancing(attributes.enableCrossZoneLoadBalancing());
            if (attributes.accessLogs()) {
                made.accessLogs(LbAccessLogs.builder()
                        .enabled(true)
                        .bucket(reads.storage().orElseThrow().logsBucketName())
                        .prefix("load-balancer/" + role)
                        .build());
            }
            return made.build();
        });
    }

    @Override
    public Optional<Target> target(String service, ServiceSettings with, Firewalls firewalls) {
        int port = with.port().orElseThrow();
        firewalls.admit(firewall, service, port);
        LbTargetGroup group = group(service, port);
        return Optional.of(new Target(group, Optional.empty(), listener(group), Optional.empty()));
    }

    @Override
    public String arn() {
        return balancer.getArn();
    }

    @Override
    public String arnSuffix() {
        return balancer.getArnSuffix();
    }

    @Override
    public String dnsName() {
        return balancer.getDnsName();
    }

    @Override
    public String zoneId() {
        return balancer.getZoneId();
    }

    private LbTargetGroup group(String service, int port) {
        NetworkLoadBalancerSettings.HealthCheck health = settings.healthCheck();
        LbTargetGroupHealthCheck.Builder check = LbTargetGroupHealthCheck.builder()
                .enabled(true)
                .protocol(health.path().isPresent() ? "HTTP" : "TCP")
                .port("traffic-port")
                .interval(health.intervalSeconds())
                .healthyThreshold(health.healthyThreshold())
                .unhealthyThreshold(health.unhealthyThreshold());
        health.path().ifPresent(check::path);
        return unit.add(ServiceGroup.id(service), (scope, id) -> LbTargetGroup.Builder.create(scope, id)
                .name(Target.groupName(
                        unit, service + "-tcp-" + port, reads.network().vpcId()))
                .targetType("ip")
                .port(port)
                .protocol("TCP")
                .vpcId(reads.network().vpcId())
                .preserveClientIp("false")
                .deregistrationDelay(String.valueOf(settings.attributes().deregistrationDelaySeconds()))
                .healthCheck(check.build())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build());
    }

    private LbListener listener(LbTargetGroup group) {
        List<CertificateOutputs> certificates = reads.front().orElseThrow().certificates();
        LbListener listener = unit.add(certificates.isEmpty() ? "tcp" : "tls", (scope, id) -> {
            LbListener.Builder made = LbListener.Builder.create(scope, id)
                    .loadBalancerArn(balancer.getArn())
                    .port(settings.port())
                    .protocol(certificates.isEmpty() ? "TCP" : "TLS")
                    .defaultAction(List.of(LbListenerDefaultAction.builder()
                            .type("forward")
                            .targetGroupArn(group.getArn())
                            .build()));
            if (!certificates.isEmpty()) {
                made.sslPolicy(settings.sslPolicy())
                        .certificateArn(certificates.get(0).certificateArn());
            }
            return made.build();
        });
        MoreCertificates.add(unit, listener, settings.certificates(), certificates);
        return listener;
    }
}
