package groundplan.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base the first address, as a number
 * @param prefix how many leading bits are fixed
 */
public record Cidr(long base, int prefix) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** Parses {@code 10.0.0.0/16}. */
    public static Cidr parse(String text) {
        problem(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return read(text);
    }

    /** What is wrong with the text; empty when it is valid. */
    public static Optional<String> problem(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.of("'" + text + "' is not a range such as 10.0.0.0/16");
        }
        for (int i = 1; i <= 5; i++) {
            if (form.group(i).length() > 1 && form.group(i).startsWith("0")) {
                return Optional.of("'" + text + "' has a leading zero in " + form.group(i)
                        + ", which some programs read as octal and AWS refuses; write "
                        + Integer.parseInt(form.group(i)));
            }
        }
        for (int i = 1; i <= 4; i++) {
            if (Integer.parseInt(form.group(i)) > 255) {
                return Optional.of("'" + text + "' is not a range: " + form.group(i) + " is over 255");
            }
        }
        if (Integer.parseInt(form.group(5)) > 32) {
            return Optional.of("'" + text + "' is not a range: /" + form.group(5) + " is over /32");
        }
        Cidr read = read(text);
        Cidr aligned = new Cidr(read.base & mask(read.prefix), read.prefix);
        return aligned.equals(read)
                ? Optional.empty()
                : Optional.of("'" + text + "' does not start at its network address; " + aligned + " does");
    }

    private static Cidr read(String text) {
        Matcher form = FORM.matcher(text);
        form.matches();
        long base = 0;
        for (int i = 1; i <= 4; i++) {
            base = base << 8 | Integer.parseInt(form.group(i));
        }
        return new Cidr(base, Integer.parseInt(form.group(5)));
    }

    /** The {@code index}-th subnet with this many additional prefix bits. */
    public Cidr subnet(int bits, int index) {
        return new Cidr(base + ((long) index << (32 - prefix - bits)), prefix + bits);
    }

    /** Whether this range contains the other one. */
    public boolean contains(Cidr other) {
        return other.prefix >= prefix && (other.base & mask(prefix)) == base;
    }

    /** Whether the two ranges overlap. */
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** Whether the range is private, that is, not routed on the Internet. */
    public boolean isPrivate() {
        return isWithinPrivate() || read("100.64.0.0/10").contains(this);
    }

    /** Whether the range is in one of those that RFC 1918 reserves for private networks. */
    public boolean isWithinPrivate() {
        return List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16").stream()
                .anyMatch(range -> read(range).contains(this));
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xffffffffL << (32 - prefix) & 0xffffffffL;
    }

    @Override
    public String toString() {
        return (base >> 24) + "." + (base >> 16 & 255) + "." + (base >> 8 & 255) + "." + (base & 255) + "/" + prefix;
    }
}
