package groundplan.network;

import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.network_acl.NetworkAcl;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The network ACL of one tier, with inline rules: with rules as separate resources, Terraform would not remove rules
 * that were added manually.
 */
final class TierAcl {
    private static final int STEP = 10;

    TierAcl(NetworkUnit unit, NetworkSettings settings, Vpc vpc, Tier tier, Collection<Subnet> subnets) {
        List<AclRule> rules = AclRule.of(tier, settings);
        unit.add(tier.key(), (scope, id) -> {
            NetworkAcl acl = NetworkAcl.Builder.create(scope, id)
                    .vpcId(vpc.getId())
                    .subnetIds(subnets.stream().map(Subnet::getId).toList())
                    .tags(unit.named(tier.key()))
                    .build();
            acl.addOverride("ingress", blocks(rules, AclRule::ingress));
            acl.addOverride("egress", blocks(rules, rule -> !rule.ingress()));
            return acl;
        });
    }

    private static List<Map<String, Object>> blocks(List<AclRule> rules, Predicate<AclRule> which) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        rules.stream().filter(which).forEach(rule -> blocks.add(block(rule, (blocks.size() + 1) * STEP)));
        return blocks;
    }

    /** Terraform requires every attribute of these blocks, used or not, and rejects an empty IPv6 range. */
    private static Map<String, Object> block(AclRule rule, int number) {
        return Map.of(
                "rule_no",
                number,
                "action",
                rule.action(),
                "protocol",
                rule.protocol(),
                "cidr_block",
                rule.cidr(),
                "ipv6_cidr_block",
                Token.nullValue(),
                "from_port",
                rule.icmp() ? 0 : rule.from(),
                "to_port",
                rule.icmp() ? 0 : rule.to(),
                "icmp_type",
                rule.icmp() ? rule.from() : 0,
                "icmp_code",
                rule.icmp() ? rule.to() : 0);
    }
}
