package groundplan.kernel;

/** Settings of a unit with a network, in whose addresses nothing else may be. */
public interface AddressSpace {
    /** The range of IPv4 addresses, such as {@code 10.0.0.0/16}. */
    String cidr();
}
