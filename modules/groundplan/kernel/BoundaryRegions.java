package groundplan.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Regions in which units have something, and which the permissions boundary of their environment leaves out: there, AWS denies
 * everything to every role of the environment, and to those that plan and apply it first of all.
 */
public final class BoundaryRegions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REGION = "aws:RequestedRegion";

    private BoundaryRegions() {}

    /**
     * What to add to the settings of a boundary.
     *
     * @param documents the Terraform JSON of the units
     */
    public static List<String> problems(Map<UnitPath, JsonNode> documents) {
        List<String> problems = new ArrayList<>();
        documents.forEach((boundary, document) -> allowed(document)
                .ifPresent(allowed -> documents.forEach((path, used) -> {
                    if (boundary.isBeside(path)) {
                        Set<String> missing = regions(used);
                        missing.removeAll(allowed);
                        if (!missing.isEmpty()) {
                            problems.add(path + ": its resources in " + String.join(" and ", missing)
                                    + " are beyond the permissions boundary of " + boundary + ", which allows "
                                    + String.join(", ", new TreeSet<>(allowed)) + "; add to its regions: " + missing);
                        }
                    }
                })));
        return problems;
    }

    /** The regions that the boundary among a unit's resources allows. */
    private static Optional<List<String>> allowed(JsonNode document) {
        String policy = document.at("/resource/aws_iam_policy/boundary/policy").asText();
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        try {
            return JSON.readTree(policy)
                    .path("Statement")
                    .valueStream()
                    .filter(statement -> statement.path("Sid").asText().equals("Services"))
                    .map(statement ->
                            statement.path("Condition").path("StringEquals").path(REGION))
                    .map(regions -> (regions.isArray() ? regions.valueStream() : Stream.of(regions))
                            .map(JsonNode::asText)
                            .toList())
                    .findFirst();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a boundary is no JSON: " + policy, e);
        }
    }

    /** The regions of a unit's providers, and those to which its secrets are replicated. */
    private static Set<String> regions(JsonNode document) {
        Set<String> regions = new TreeSet<>();
        document.path("provider")
                .path("aws")
                .forEach(provider -> regions.add(provider.path("region").asText()));
        document.path("resource").path("aws_secretsmanager_secret").forEach(secret -> secret.path("replica")
                .forEach(replica -> regions.add(replica.path("region").asText())));
        regions.removeIf(region -> !Regions.names().contains(region));
        return regions;
    }
}
