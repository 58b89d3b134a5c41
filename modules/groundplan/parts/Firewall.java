package groundplan.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_egress_rule.VpcSecurityGroupEgressRule;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_ingress_rule.VpcSecurityGroupIngressRule;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * The security group of one resource in this unit, without rules at first. The client's unit adds the rules for a
 * server: {@link #connectTo} adds the client's egress and the ingress on the server's group, so that a server's unit
 * need not know its clients.
 */
public final class Firewall {
    private final Unit<?> unit;
    private final String name;
    private final SecurityGroup group;
    private final List<ITerraformDependable> outward = new ArrayList<>();

    /**
     * Creates {@code aws_security_group.<name>}.
     *
     * @param name the resource's name in Terraform; the group is called {@code <system>-<environment>-<name>}
     * @param vpcId the VPC it belongs to
     * @param description what it protects
     */
    public Firewall(Unit<?> unit, String name, String vpcId, String description) {
        this(unit, name, name, vpcId, description);
    }

    /**
     * Like the other constructor, for a name that other units of the environment use too.
     *
     * @param role the unique part of the group's name: {@code <system>-<environment>-<role>}
     */
    public Firewall(Unit<?> unit, String name, String role, String vpcId, String description) {
        this.unit = unit;
        this.name = name;
        String physical = unit.context().name(role.replace('_', '-'));
        this.group = unit.add(name, (scope, id) -> SecurityGroup.Builder.create(scope, id)
                .name(physical)
                .description(description)
                .vpcId(vpcId)
                .tags(java.util.Map.of("Name", physical))
                .build());
    }

    /** The group's id. */
    public String id() {
        return group.getId();
    }

    /** The egress rules so far, for {@code depends_on} of what the group's members are needed for, also when it is destroyed. */
    public List<ITerraformDependable> outward() {
        return List.copyOf(outward);
    }

    /**
     * Allows this group's members to open TCP connections to a server's group: an egress rule here, an ingress rule
     * there.
     *
     * @param server a short name for the server, part of the rules' names
     * @param serverGroupId the server's group
     * @param port the server's port, a number or a reference to one
     */
    public Firewall connectTo(String server, String serverGroupId, String port) {
        String rule = name + "_to_" + server;
        outward.add(unit.add(rule, (scope, id) -> {
            VpcSecurityGroupEgressRule egress = VpcSecurityGroupEgressRule.Builder.create(scope, id)
                    .securityGroupId(group.getId())
                    .referencedSecurityGroupId(serverGroupId)
                    .ipProtocol("tcp")
                    .description(words(name) + " to " + words(server))
                    .build();
            ports(egress, port);
            return egress;
        }));
        unit.add(rule, (scope, id) -> {
            VpcSecurityGroupIngressRule ingress = VpcSecurityGroupIngressRule.Builder.create(scope, id)
                    .securityGroupId(serverGroupId)
                    .referencedSecurityGroupId(group.getId())
                    .ipProtocol("tcp")
                    .description(words(name) + " to " + words(server))
                    .build();
            ports(ingress, port);
            return ingress;
        });
        return this;
    }

    /** Allows this group's members to open TCP connections to an address range. */
    public Firewall egress(String target, String cidr, int port) {
        outward.add(unit.add(name + "_to_" + target, (scope, id) -> VpcSecurityGroupEgressRule.Builder.create(scope, id)
                .securityGroupId(group.getId())
                .cidrIpv4(cidr)
                .fromPort(port)
                .toPort(port)
                .ipProtocol("tcp")
                .description(words(name) + " to " + words(target))
                .build()));
        return this;
    }

    /** Allows an address range to open TCP connections to this group's members. */
    public Firewall ingress(String source, String cidr, int port) {
        unit.add(name + "_from_" + source, (scope, id) -> VpcSecurityGroupIngressRule.Builder.create(scope, id)
                .securityGroupId(group.getId())
                .cidrIpv4(cidr)
                .fromPort(port)
                .toPort(port)
                .ipProtocol("tcp")
                .description(words(source) + " to " + words(name))
                .build());
        return this;
    }

    private static void ports(com.hashicorp.cdktf.TerraformResource rule, String port) {
        Object value = port.startsWith("$") ? port : Integer.valueOf(port);
        rule.addOverride("from_port", value);
        rule.addOverride("to_port", value);
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
