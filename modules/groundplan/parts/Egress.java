package groundplan.parts;

import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;

/** An egress rule. */
public record Egress(
        @Setting(value = "Addresses to connect to, as an IPv4 range.", form = TextForm.IPV4_RANGE) String cidr,
        @Setting(value = "TCP port to connect to.", min = 1, max = 65535) int port) {}
