package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The provider configuration that a managed resource of a state is recorded with. Terraform needs one with the same name and alias to
 * destroy the resource.
 *
 * @param source the provider's source, such as {@code registry.example.com/hashicorp/aws}
 * @param alias its alias; empty for the default configuration
 */
public record RecordedProvider(String source, String alias) {
    private static final String BUILT_IN = "terraform.io/builtin/terraform";
    private static final Pattern RECORDED =
            Pattern.compile("(?:module\\..*\\.)?provider\\[\"([^\"]+/[^\"/]+)\"](?:\\.([A-Za-z0-9_-]+))?");
    private static final Pattern ARN_REGION =
            Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-[0-9]):.*");
    private static final Pattern ZONE = Pattern.compile("([a-z]{2}(?:-[a-z]+)+-[0-9])[a-z]");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-[0-9]");

    /** The provider of a resource; empty if the state does not name it in a form that Terraform writes. */
    public static Optional<RecordedProvider> of(JsonNode resource) {
        Matcher recorded = RECORDED.matcher(resource.path("provider").asText());
        return recorded.matches()
                ? Optional.of(
                        new RecordedProvider(recorded.group(1), recorded.group(2) == null ? "" : recorded.group(2)))
                : Optional.empty();
    }

    /** The providers of a state's managed resources, each with those resources; without the one that is a part of Terraform. */
    public static Map<RecordedProvider, List<JsonNode>> in(StateFile state) {
        Map<RecordedProvider, List<JsonNode>> found = new LinkedHashMap<>();
        state.json().path("resources").forEach(resource -> {
            if (!resource.path("mode").asText().equals("data")) {
                of(resource)
                        .filter(provider -> !provider.source.equals(BUILT_IN))
                        .ifPresent(provider -> found.computeIfAbsent(provider, key -> new ArrayList<>())
                                .add(resource));
            }
        });
        return found;
    }

    /** The provider's local name, such as {@code aws}. */
    public String name() {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    /** As the state names it in the root module. */
    public String recorded() {
        return "provider[\"" + source + "\"]";
    }

    /**
     * The region of an aliased configuration, which a state does not name: by an ARN, a zone or a region in any of its resources, or
     * else by the alias.
     *
     * @param resources the resources that are recorded with it
     */
    public Optional<String> region(List<JsonNode> resources) {
        return alias.isEmpty()
                ? Optional.empty()
                : resources.stream()
                        .flatMap(RecordedProvider::attributes)
                        .flatMap(RecordedProvider::region)
                        .findFirst()
                        .or(() -> Optional.of(alias.replace('_', '-'))
                                .filter(name -> REGION.matcher(name).matches()));
    }

    private static Stream<JsonNode> attributes(JsonNode resource) {
        List<JsonNode> found = new ArrayList<>();
        resource.path("instances").forEach(instance -> found.add(instance.path("attributes")));
        return found.stream();
    }

    private static Stream<String> region(JsonNode attributes) {
        Matcher arn = ARN_REGION.matcher(attributes.path("arn").asText());
        if (arn.matches()) {
            return Stream.of(arn.group(1));
        }
        Matcher zone = ZONE.matcher(attributes.path("availability_zone").asText());
        if (zone.matches()) {
            return Stream.of(zone.group(1));
        }
        String region = attributes.path("region").asText();
        return REGION.matcher(region).matches() ? Stream.of(region) : Stream.empty();
    }
}
