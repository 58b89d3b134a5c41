package groundplan.apply;

import java.util.Hashtable;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Asks DNS to which name servers zones are delegated.
 *
 * @param server the name server to ask, with an optional port; absent: those of the system
 */
public record NameServers(Optional<String> server) {
    /** The name servers of a zone; none if nobody delegates to it; absent if DNS could not be asked. */
    // JNDI is banned for directories that can make it load classes; its DNS provider returns texts only.
    @SuppressWarnings("BanJNDI")
    Optional<Set<String>> of(String zone) {
        // The constructor of InitialDirContext takes no other map.
        @SuppressWarnings("JdkObsolete")
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        server.ifPresent(address -> environment.put("java.naming.provider.url", "dns://" + address));
        try {
            InitialDirContext dns = new InitialDirContext(environment);
            try {
                return Optional.of(
                        values(dns.getAttributes(zone, new String[] {"NS"}).get("NS")));
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException unknown) {
            return Optional.of(Set.of());
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    private static Set<String> values(Attribute found) throws NamingException {
        Set<String> names = new TreeSet<>();
        if (found != null) {
            NamingEnumeration<?> values = found.getAll();
            while (values.hasMore()) {
                names.add(plain(values.next().toString()));
            }
        }
        return names;
    }

    /** A host name as it is compared: in lower case, without the trailing dot. */
    static String plain(String host) {
        return host.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}
