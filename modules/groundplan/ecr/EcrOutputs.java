package groundplan.ecr;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * What the repositories' unit publishes.
 *
 * @param repositoryUrls by repository: what stands before an image's tag or digest
 * @param repositoryArns by repository
 */
public record EcrOutputs(Map<String, String> repositoryUrls, Map<String, String> repositoryArns) {
  static EcrOutputs of(EcrSettings settings, OutputSource from) {
    return new EcrOutputs(
        from.values("repository_urls", settings.repositories().keySet(), Shape.REPOSITORY_URL,
            "Addresses of the repositories."),
        from.values("repository_arns", settings.repositories().keySet(), Shape.REPOSITORY_ARN,
            "ARNs of the repositories."));
  }
}
