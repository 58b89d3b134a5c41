package groundplan.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks texts that are to be addresses. Names are never resolved. */
public final class IpAddresses {
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:]+(\\d+\\.\\d+\\.\\d+\\.\\d+)?");
    private static final Pattern IPV6_RANGE = Pattern.compile("([^/]+)/(0|[1-9][0-9]{0,2})");

    private IpAddresses() {}

    /** Why the text is not an IPv4 address. */
    public static Optional<String> ipv4Problem(String text) {
        return Cidr.problem(text + "/32").map(problem -> "'" + text + "' is not an IPv4 address such as 192.0.2.1");
    }

    /** Why the text is not an IPv6 address. */
    public static Optional<String> ipv6Problem(String text) {
        return bytes(text).isPresent()
                ? Optional.empty()
                : Optional.of("'" + text + "' is not an IPv6 address such as 2001:db8::1");
    }

    static Optional<String> ipv6RangeProblem(String text) {
        Matcher range = IPV6_RANGE.matcher(text);
        Optional<byte[]> bytes = range.matches() ? bytes(range.group(1)) : Optional.empty();
        int prefix = bytes.isPresent() ? Integer.parseInt(range.group(2)) : 0;
        if (bytes.isEmpty() || prefix > 128) {
            return Optional.of("'" + text + "' is not a range such as 2001:db8::/32");
        }
        for (int bit = prefix; bit < 128; bit++) {
            if ((bytes.get()[bit / 8] & 0x80 >> bit % 8) != 0) {
                return Optional.of("'" + text + "' does not start at its network address: bits after the first "
                        + prefix + " are set");
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> bytes(String text) {
        if (!IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // With a colon it is an address or an error, and never a name that is looked up.
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return bytes.length == 16 ? Optional.of(bytes) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
