package groundplan.offers;

import java.util.Optional;

/** The versions of Kubernetes that EKS offers. */
public final class KubernetesVersions {
    private static final OfferTable TABLE = OfferTable.read("kubernetes-versions.csv");
    private static final String NEWEST = TABLE.rows().get(0).get(0);

    private KubernetesVersions() {}

    /** Why EKS does not have a version, such as {@code 1.35}, yet; empty when it does. */
    public static Optional<String> problem(String version) {
        return minor(version) <= minor(NEWEST)
                ? Optional.empty()
                : Optional.of("EKS has no Kubernetes " + version + "; " + NEWEST + " is the newest (data of "
                        + TABLE.date() + ")");
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
