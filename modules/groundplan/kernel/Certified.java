package groundplan.kernel;

import java.util.List;

/** Settings of a unit with a certificate: AWS attaches it to no name that it does not cover. */
public interface Certified {
    /** The names of the certificate; they may begin with {@code *.}. */
    List<String> certifiedNames();

    /** Whether CloudFront takes it: it takes keys of RSA, and of the curve P-256 alone. */
    boolean isForDistributions();

    /** Whether the certificate is for a host: an asterisk stands for one label. */
    default boolean covers(String host) {
        String wildcard = host.replaceFirst("^[^.]*", "*");
        return certifiedNames().contains(host) || certifiedNames().contains(wildcard);
    }
}
