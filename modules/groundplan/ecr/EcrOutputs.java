package groundplan.ecr;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the repositories' unit publishes.
 *
 * @param repositoryUrls by repository: what stands before an image's tag or digest
 * @param repositoryArns by repository
 * @param copyUrls by repository, in the region that images are copied to; empty when they are not
 * @param copyArns by repository, likewise
 */
public record EcrOutputs(
        Map<String, String> repositoryUrls,
        Map<String, String> repositoryArns,
        Map<String, String> copyUrls,
        Map<String, String> copyArns) {

    /** The repositories as the region sees them that images are copied to; these themselves where there are no copies. */
    public EcrOutputs copies() {
        return copyUrls.isEmpty() ? this : new EcrOutputs(copyUrls, copyArns, Map.of(), Map.of());
    }

    static EcrOutputs of(EcrSettings settings, OutputSource from) {
        Collection<String> copied =
                settings.replication().isPresent() ? settings.repositories().keySet() : List.of();
        return new EcrOutputs(
                from.values(
                        "repository_urls",
                        settings.repositories().keySet(),
                        Shape.REPOSITORY_URL,
                        "Addresses of the repositories."),
                from.values(
                        "repository_arns",
                        settings.repositories().keySet(),
                        Shape.REPOSITORY_ARN,
                        "ARNs of the repositories."),
                from.values(
                        "copy_urls", copied, Shape.REPOSITORY_URL, "Addresses of their copies in the other region."),
                from.values("copy_arns", copied, Shape.REPOSITORY_ARN, "ARNs of their copies in the other region."));
    }
}
