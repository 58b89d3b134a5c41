package groundplan.parts;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;

/** An egress rule. */
public record Egress(
        @Setting("Addresses to connect to, as an IPv4 range.") String cidr,
        @Setting(value = "TCP port to connect to.", min = 1, max = 65535) int port)
        implements Checked {
    @Override
    public void check(Check check) {
        Cidr.problem(cidr).ifPresent(problem -> check.problem("cidr", problem));
    }
}
