package groundplan.network;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a tier's network ACL. Network ACLs are stateless: a response needs a rule as well as the request, and is
 * sent to any port from 1024 up, which the client chooses.
 *
 * @param ingress whether it is an ingress rule
 * @param action {@code allow} or {@code deny}; the first matching rule applies
 * @param protocol {@code tcp} or {@code icmp}
 * @param cidr the addresses of the other side
 * @param from the first port at the receiver, or the ICMP type
 * @param to the last port at the receiver, or the ICMP code
 */
record AclRule(boolean ingress, String action, String protocol, String cidr, int from, int to) {
    private static final String WORLD = "0.0.0.0/0";
    private static final int FIRST_ANSWER_PORT = 1024;
    private static final int LAST_PORT = 65535;
    private static final int REMOTE_DESKTOP = 3389;

    /** The rules of a tier, ingress rules first. */
    static List<AclRule> of(Tier tier, NetworkSettings settings) {
        List<AclRule> rules = new ArrayList<>();
        String vpc = settings.cidr();
        List<Integer> outbound = settings.subnets().networkAclPorts().outbound();
        switch (tier) {
            case PUBLIC -> {
                answersFromInternet(rules);
                rules.add(in(WORLD, 443, 443));
                rules.add(in(WORLD, 80, 80));
                // What the private subnets send through the NAT gateways.
                outbound.stream()
                        .filter(port -> port != 443 && port != 80)
                        .forEach(port -> rules.add(in(vpc, port, port)));
                rules.add(out(WORLD, FIRST_ANSWER_PORT, LAST_PORT));
                outbound.stream()
                        .filter(port -> port < FIRST_ANSWER_PORT)
                        .forEach(port -> rules.add(out(WORLD, port, port)));
                rules.add(out(vpc, 1, LAST_PORT));
            }
            case PRIVATE -> {
                answersFromInternet(rules);
                rules.add(in(vpc, 1, LAST_PORT));
                rules.add(out(vpc, 1, LAST_PORT));
                outbound.forEach(port -> rules.add(out(WORLD, port, port)));
            }
            case DATABASE -> {
                settings.subnets().networkAclPorts().database().forEach(port -> rules.add(in(vpc, port, port)));
                rules.add(out(vpc, FIRST_ANSWER_PORT, LAST_PORT));
            }
        }
        return rules;
    }

    private static void answersFromInternet(List<AclRule> rules) {
        // No service here uses this protocol. The rule also blocks responses to the one client port in 64,000 that
        // has this number.
        rules.add(new AclRule(true, "deny", "tcp", WORLD, REMOTE_DESKTOP, REMOTE_DESKTOP));
        rules.add(in(WORLD, FIRST_ANSWER_PORT, LAST_PORT));
        // "Fragmentation needed": without it, path MTU discovery fails and large packets are lost.
        rules.add(new AclRule(true, "allow", "icmp", WORLD, 3, 4));
    }

    private static AclRule in(String cidr, int from, int to) {
        return new AclRule(true, "allow", "tcp", cidr, from, to);
    }

    private static AclRule out(String cidr, int from, int to) {
        return new AclRule(false, "allow", "tcp", cidr, from, to);
    }

    boolean icmp() {
        return protocol.equals("icmp");
    }
}
