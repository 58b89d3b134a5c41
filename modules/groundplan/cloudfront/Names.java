package groundplan.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistribution;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordAlias;
import groundplan.dns.DnsOutputs;
import java.util.List;

/** The DNS records of a distribution's aliases, over IPv4 and IPv6. */
final class Names {
    private final CloudfrontUnit unit;
    private final DnsOutputs zone;

    Names(CloudfrontUnit unit, DnsOutputs zone) {
        this.unit = unit;
        this.zone = zone;
    }

    void lead(List<String> aliases, CloudfrontDistribution distribution) {
        Route53RecordAlias target = Route53RecordAlias.builder()
                .name(distribution.getDomainName())
                .zoneId(distribution.getHostedZoneId())
                .evaluateTargetHealth(false)
                .build();
        aliases.forEach(alias -> {
            record(CloudfrontUnit.id(alias), alias, "A", target);
            record(CloudfrontUnit.id(alias) + "_ipv6", alias, "AAAA", target);
        });
    }

    private void record(String name, String host, String type, Route53RecordAlias target) {
        unit.add(name, (scope, id) -> Route53Record.Builder.create(scope, id)
                .zoneId(zone.zoneId())
                .name(host)
                .type(type)
                .alias(target)
                .build());
    }
}
