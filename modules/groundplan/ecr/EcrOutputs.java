package groundplan.ecr;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The outputs of an image repositories' unit.
 *
 * @param repositoryUrls by repository: the image reference without a tag or digest
 * @param repositoryArns by repository
 * @param copyUrls by repository, in the region of the replicas; empty without replication
 * @param copyArns by repository, in the region of the replicas; empty without replication
 */
public record EcrOutputs(
        Map<String, String> repositoryUrls,
        Map<String, String> repositoryArns,
        Map<String, String> copyUrls,
        Map<String, String> copyArns) {

    /** The repositories to use in a region: the replicas in their region; otherwise these. */
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
                        "URLs of the repositories."),
                from.values(
                        "repository_arns",
                        settings.repositories().keySet(),
                        Shape.REPOSITORY_ARN,
                        "ARNs of the repositories."),
                from.values("copy_urls", copied, Shape.REPOSITORY_URL, "URLs of their replicas in the other region."),
                from.values("copy_arns", copied, Shape.REPOSITORY_ARN, "ARNs of their replicas in the other region."));
    }
}
