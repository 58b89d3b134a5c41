package groundplan.kernel;

/** Settings of a unit with a public DNS zone, which answers from the Internet once its parent zone delegates to it. */
public interface PublicZone {
    /** The output of such a unit with the name servers to delegate to, joined by commas. */
    String NAME_SERVERS = "name_servers";

    /** The domain name, without a trailing dot. */
    String zoneName();

    /** Whether a name, which may begin with {@code *.}, is in the zone: Route 53 refuses records of any other. */
    default boolean contains(String name) {
        return name.equals(zoneName()) || name.endsWith("." + zoneName());
    }
}
