package groundplan.network;

import groundplan.kernel.Cidr;
import java.util.Locale;

/**
 * A tier of subnets. The CIDR range of a subnet is derived from tier and zone: private subnets are sixteenths of the
 * VPC in its upper half, the others 256ths in its lower half, with room for six zones and for further tiers.
 */
public enum Tier {
    /** Load balancers and NAT gateways. */
    PUBLIC(8, 0),
    /** Tasks and functions: outbound through NAT or endpoints. */
    PRIVATE(4, 8),
    /** Databases and caches: no Internet access. */
    DATABASE(8, 16);

    private final int bits;
    private final int first;

    Tier(int bits, int first) {
        this.bits = bits;
        this.first = first;
    }

    /** The tier's name in settings and addresses. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The derived range for the {@code zone}-th zone letter, counted from 0. */
    Cidr subnet(Cidr vpc, int zone) {
        return vpc.subnet(bits, first + zone);
    }
}
