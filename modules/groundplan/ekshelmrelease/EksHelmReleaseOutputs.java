package groundplan.ekshelmrelease;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of a release.
 *
 * @param releaseName its name in the namespace
 * @param namespace the namespace
 */
public record EksHelmReleaseOutputs(String releaseName, String namespace) {
    static EksHelmReleaseOutputs of(EksHelmReleaseSettings settings, OutputSource from) {
        return new EksHelmReleaseOutputs(
                from.value("release_name", Shape.NAME, "Name of the release."),
                from.value("namespace", Shape.NAME, "Namespace of the release."));
    }
}
