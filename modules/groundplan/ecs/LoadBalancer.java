package groundplan.ecs;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lb.Lb;
import com.hashicorp.cdktf.providers.aws.lb.LbAccessLogs;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListener;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultAction;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionFixedResponse;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionRedirect;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordAlias;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_association.Wafv2WebAclAssociation;
import groundplan.certificate.CertificateOutputs;
import groundplan.kernel.Name;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.Firewall;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ingress: HTTPS from the Internet. Requests that match no service's rule get a 404. */
final class LoadBalancer implements ServiceLoadBalancer {
    private final Unit<?> unit;
    private final String role;
    private final LoadBalancerSettings settings;
    private final EcsReads reads;
    private final Optional<BlueGreenSettings> blueGreen;
    private final EcsReads.Front front;
    private final Firewall firewall;
    private final Lb balancer;
    private final LbListener https;
    private final Set<String> hosts = new HashSet<>();

    /**
     * Creates {@code aws_lb.main}.
     *
     * @param role its own name among the load balancers of the environment
     * @param group that of its security group
     * @param blueGreen settings of blue/green deployments; absent with rolling updates
     */
    LoadBalancer(
            Unit<?> unit,
            String role,
            String group,
            LoadBalancerSettings settings,
            EcsReads reads,
            Optional<BlueGreenSettings> blueGreen) {
        this.unit = unit;
        this.role = role;
        this.settings = settings;
        this.reads = reads;
        this.blueGreen = blueGreen;
        this.front = reads.front().orElseThrow();
        this.firewall =
                new Firewall(unit, "load_balancer", group, reads.network().vpcId(), "Load balancer of the services");
        boolean redirect = settings.http().equals("redirect");
        settings.ingressCidrs().forEach((name, cidr) -> {
            firewall.ingress(name, cidr, 443);
            if (redirect) {
                firewall.ingress(name + "_http", cidr, 80);
            }
        });
        this.balancer = balancer(settings.attributes());
        this.https = listen();
        if (redirect) {
            redirect();
        }
        front.webAcl()
                .ifPresent(acl -> unit.add("main", (scope, id) -> Wafv2WebAclAssociation.Builder.create(scope, id)
                        .resourceArn(balancer.getArn())
                        .webAclArn(acl.webAclArn())
                        .build()));
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

    @Override
    public Optional<Target> target(String service, ServiceSettings with, Firewalls firewalls) {
        return with.routing().map(routing -> {
            int port = with.port().orElseThrow();
            firewalls.admit(firewall, service, port);
            Target target = Target.behind(
                    this, unit, service, port, routing, reads.network().vpcId());
            routing.hostNames().forEach(this::alias);
            return target;
        });
    }

    /** The listener for the services' rules. */
    LbListener https() {
        return https;
    }

    /** Whether there are two alternating target groups. */
    boolean blueGreen() {
        return blueGreen.isPresent();
    }

    /** The test listener of blue/green deployments. CodeDeploy sets its target group. */
    LbListener test(BlueGreenSettings with, Target target) {
        with.testIngressCidrs().forEach((name, cidr) -> firewall.ingress(name + "_test", cidr, with.testPort()));
        return unit.add("test", (scope, id) -> LbListener.Builder.create(scope, id)
                .loadBalancerArn(balancer.getArn())
                .port(with.testPort())
                .protocol("HTTPS")
                .sslPolicy(settings.sslPolicy())
                .certificateArn(front.certificates().get(0).certificateArn())
                .defaultAction(List.of(LbListenerDefaultAction.builder()
                        .type("forward")
                        .targetGroupArn(target.green().orElseThrow().getArn())
                        .build()))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("default_action"))
                        .build())
                .build());
    }

    /**
     * Creates alias records for the host name, once for all services that share it; none when its zone is managed
     * elsewhere.
     */
    private void alias(String host) {
        if (front.zone().isEmpty() || !hosts.add(host)) {
            return;
        }
        String name = TerraformName.of(host);
        unit.add(name, (scope, id) -> Route53Record.Builder.create(scope, id)
                .zoneId(front.zone().get().zoneId())
                .name(host)
                .type("A")
                .alias(Route53RecordAlias.builder()
                        .name(balancer.getDnsName())
                        .zoneId(balancer.getZoneId())
                        .evaluateTargetHealth(true)
                        .build())
                .build());
    }

    private Lb balancer(LoadBalancerSettings.Attributes attributes) {
        return unit.add("main", (scope, id) -> {
            Lb.Builder balancer = Lb.Builder.create(scope, id)
                    .name(unit.context().name(role, Name.LOAD_BALANCER))
                    .loadBalancerType("application")
                    .internal(false)
                    .subnets(List.copyOf(reads.network().publicSubnetIds().values()))
                    .securityGroups(List.of(firewall.id()))
                    .dropInvalidHeaderFields(true)
                    .desyncMitigationMode(attributes.desyncMitigationMode())
                    .enableDeletionProtection(attributes.enableDeletionProtection())
                    .idleTimeout(attributes.idleTimeoutSeconds());
            attributes.enableHttp2().ifPresent(balancer::enableHttp2);
            if (attributes.accessLogs()) {
                balancer.accessLogs(LbAccessLogs.builder()
                        .enabled(true)
                        .bucket(reads.storage().orElseThrow().logsBucketName())
                        .prefix("load-balancer/" + role)
                        .build());
            }
            return balancer.build();
        });
    }

    private LbListener listen() {
        List<CertificateOutputs> certificates = front.certificates();
        LbListener listener = unit.add("https", (scope, id) -> LbListener.Builder.create(scope, id)
                .loadBalancerArn(balancer.getArn())
                .port(443)
                .protocol("HTTPS")
                .sslPolicy(settings.sslPolicy())
                .certificateArn(certificates.get(0).certificateArn())
                .defaultAction(List.of(LbListenerDefaultAction.builder()
                        .type("fixed-response")
                        .fixedResponse(LbListenerDefaultActionFixedResponse.builder()
                                .contentType("text/plain")
                                .statusCode("404")
                                .messageBody("Not found")
                                .build())
                        .build()))
                .build());
        MoreCertificates.add(unit, listener, settings.certificates(), certificates);
        return listener;
    }

    private void redirect() {
        unit.add("http", (scope, id) -> LbListener.Builder.create(scope, id)
                .loadBalancerArn(balancer.getArn())
                .port(80)
                .protocol("HTTP")
                .defaultAction(List.of(LbListenerDefaultAction.builder()
                        .type("redirect")
                        .redirect(LbListenerDefaultActionRedirect.builder()
                                .port("443")
                                .protocol("HTTPS")
                                .statusCode("HTTP_301")
                                .build())
                        .build()))
                .build());
    }
}
