package groundplan.network;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a tier's network ACL. These keep no account of connections: an answer needs a rule as much as the question,
 * and goes to whatever port the asker chose, 1024 and up.
 *
 * @param ingress whether it is about what comes in
 * @param action {@code allow} or {@code deny}; of all rules that fit, the first decides
 * @param protocol {@code tcp} or {@code icmp}
 * @param cidr the other side's addresses
 * @param from the first port at the receiver, or the ICMP type
 * @param to the last port at the receiver, or the ICMP code
 */
record AclRule(boolean ingress, String action, String protocol, String cidr, int from, int to) {
    private static final String WORLD = "0.0.0.0/0";
    private static final int FIRST_ANSWER_PORT = 1024;
    private static final int LAST_PORT = 65535;
    private static final int REMOTE_DESKTOP = 3389;

    /** The rules of a tier, those that come in first. */
    static List<AclRule> of(Tier tier, NetworkSettings settings) {
        List<AclRule> rules = new ArrayList<>();
        String vpc = settings.cidr();
        List<Integer> outbound = settings.subnets().networkAclPorts().outbound();
        switch (tier) {
            case PUBLIC -> {
                answersFromInternet(rules);
                rules.add(in(WORLD, 443, 443));
                rules.add(in(WORLD, 80, 80));
                // What the private subnets send to NAT gateways, on its way out.
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
        // Nothing here speaks this protocol. One answer in 64,000, to a connection that begins at this very port, is
        // lost.
        rules.add(new AclRule(true, "deny", "tcp", WORLD, REMOTE_DESKTOP, REMOTE_DESKTOP));
        rules.add(in(WORLD, FIRST_ANSWER_PORT, LAST_PORT));
        // "Fragmentation needed": without it, large packets vanish on paths that cannot carry them.
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
