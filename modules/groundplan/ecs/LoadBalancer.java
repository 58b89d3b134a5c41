package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.lb.Lb;
import com.hashicorp.cdktf.providers.aws.lb.LbAccessLogs;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListener;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultAction;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionFixedResponse;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionRedirect;
import com.hashicorp.cdktf.providers.aws.lb_listener_certificate.LbListenerCertificate;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordAlias;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_association.Wafv2WebAclAssociation;
import groundplan.certificate.CertificateOutputs;
import groundplan.kernel.Name;
import groundplan.parts.Firewall;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way in: HTTPS from the Internet; what no service is meant for gets a 404. */
final class LoadBalancer {
  private final EcsUnit unit;
  private final EcsReads.Front front;
  private final Firewall firewall;
  private final Lb balancer;
  private final LbListener https;
  private final Set<String> hosts = new HashSet<>();

  LoadBalancer(EcsUnit unit, LoadBalancerSettings settings, EcsReads reads) {
    this.unit = unit;
    this.front = reads.front().orElseThrow();
    this.firewall = new Firewall(unit, "load_balancer", reads.network().vpcId(), "Load balancer of the services");
    boolean redirect = settings.http().equals("redirect");
    settings.ingressCidrs().forEach((name, cidr) -> {
      firewall.ingress(name, cidr, 443);
      if (redirect) {
        firewall.ingress(name + "_http", cidr, 80);
      }
    });
    this.balancer = balancer(settings.attributes(), reads);
    this.https = https(settings);
    if (redirect) {
      redirect();
    }
    front.webAcl().ifPresent(acl -> unit.add("main", (scope, id) -> Wafv2WebAclAssociation.Builder.create(scope, id)
        .resourceArn(balancer.getArn()).webAclArn(acl.webAclArn()).build()));
  }

  String arnSuffix() {
    return balancer.getArnSuffix();
  }

  String dnsName() {
    return balancer.getDnsName();
  }

  String zoneId() {
    return balancer.getZoneId();
  }

  /** The listener that services hang their rules on. */
  LbListener https() {
    return https;
  }

  /**
   * Lets requests through to a group.
   *
   * @param target the group's name in the rules
   */
  void connectTo(String target, Firewall server, int port) {
    firewall.connectTo(target, server.id(), String.valueOf(port));
  }

  /** Makes the host name lead here, once however many services share it; nothing when its zone is elsewhere. */
  void alias(String host) {
    if (front.zone().isEmpty() || !hosts.add(host)) {
      return;
    }
    String name = host.replace("*", "wildcard").replace('.', '_').replace('-', '_');
    unit.add(name, (scope, id) -> Route53Record.Builder.create(scope, id)
        .zoneId(front.zone().get().zoneId()).name(host).type("A")
        .alias(Route53RecordAlias.builder().name(balancer.getDnsName()).zoneId(balancer.getZoneId())
            .evaluateTargetHealth(true).build())
        .build());
  }

  private Lb balancer(LoadBalancerSettings.Attributes attributes, EcsReads reads) {
    return unit.add("main", (scope, id) -> {
      Lb.Builder balancer = Lb.Builder.create(scope, id)
        .name(unit.context().name(unit.role(), Name.LOAD_BALANCER)).loadBalancerType("application").internal(false)
        .subnets(List.copyOf(reads.network().publicSubnetIds().values())).securityGroups(List.of(firewall.id()))
        .dropInvalidHeaderFields(true).desyncMitigationMode(attributes.desyncMitigationMode())
        .enableDeletionProtection(attributes.enableDeletionProtection()).idleTimeout(attributes.idleTimeoutSeconds());
      attributes.enableHttp2().ifPresent(balancer::enableHttp2);
      if (attributes.accessLogs()) {
        balancer.accessLogs(LbAccessLogs.builder().enabled(true).bucket(reads.storage().orElseThrow().logsBucketName())
            .prefix("load-balancer/" + unit.role()).build());
      }
      return balancer.build();
    });
  }

  private LbListener https(LoadBalancerSettings settings) {
    List<CertificateOutputs> certificates = front.certificates();
    LbListener listener = unit.add("https", (scope, id) -> LbListener.Builder.create(scope, id)
        .loadBalancerArn(balancer.getArn()).port(443).protocol("HTTPS").sslPolicy(settings.sslPolicy())
        .certificateArn(certificates.get(0).certificateArn())
        .defaultAction(List.of(LbListenerDefaultAction.builder().type("fixed-response").fixedResponse(
            LbListenerDefaultActionFixedResponse.builder().contentType("text/plain").statusCode("404")
                .messageBody("Not found").build()).build()))
        .build());
    for (int i = 1; i < certificates.size(); i++) {
      String arn = certificates.get(i).certificateArn();
      unit.add(settings.certificates().get(i).replaceAll("[/-]", "_"), (scope, id) ->
          LbListenerCertificate.Builder.create(scope, id).listenerArn(listener.getArn()).certificateArn(arn).build());
    }
    return listener;
  }

  private void redirect() {
    unit.add("http", (scope, id) -> LbListener.Builder.create(scope, id)
        .loadBalancerArn(balancer.getArn()).port(80).protocol("HTTP")
        .defaultAction(List.of(LbListenerDefaultAction.builder().type("redirect").redirect(
            LbListenerDefaultActionRedirect.builder().port("443").protocol("HTTPS").statusCode("HTTP_301").build()).build()))
        .build());
  }
}
