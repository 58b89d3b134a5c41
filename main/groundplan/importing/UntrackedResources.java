package groundplan.importing;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.importids.ImportId;
import groundplan.importids.ImportIds;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Resources that have the tags of an environment and are in none of its states: left by an apply that was killed, forgotten, or made
 * by hand with a copy of the tags. Only types with a known import id count: others, such as tasks and automated snapshots, get the
 * tags from AWS. A resource that was deleted a short time ago, or is scheduled for deletion, may still be listed.
 */
public final class UntrackedResources {
    /** The tags that tell an environment's resources from all others. */
    private static final List<String> IDENTIFYING = List.of("Project", "Environment");

    /** Lists resources by their tags. */
    @FunctionalInterface
    public interface Listing {
        /** The ARNs of a region's resources that have all of these tags. */
        List<String> of(String region, Map<String, String> tags) throws IOException;
    }

    private UntrackedResources() {}

    /**
     * Looks for such resources in each region of an environment.
     *
     * @param documents the units of the environment
     * @param states all states of the environment
     * @return their ARNs
     * @throws IOException when a region's resources cannot be listed
     */
    public static SortedSet<String> of(
            Collection<UnitDocument> documents, Collection<StateFile> states, Listing listing) throws IOException {
        Set<String> known = new HashSet<>();
        states.forEach(state -> texts(state.json().path("resources"), known));
        SortedSet<String> found = new TreeSet<>();
        for (TaggedScope place : places(documents)) {
            listing.of(place.region, place.tags).stream()
                    .filter(arn -> untracked(arn, known))
                    .forEach(found::add);
        }
        return found;
    }

    private record TaggedScope(String region, Map<String, String> tags) {}

    private static Set<TaggedScope> places(Collection<UnitDocument> documents) {
        Set<TaggedScope> places = new HashSet<>();
        documents.forEach(
                document -> document.json().path("provider").path("aws").forEach(provider -> {
                    Map<String, String> tags = new TreeMap<>();
                    IDENTIFYING.forEach(key -> {
                        JsonNode value = provider.path("default_tags")
                                .path(0)
                                .path("tags")
                                .path(key);
                        if (value.isTextual()) {
                            tags.put(key, value.asText());
                        }
                    });
                    if (tags.size() == IDENTIFYING.size()) {
                        places.add(new TaggedScope(provider.path("region").asText(), tags));
                    }
                }));
        return places;
    }

    private static boolean untracked(String arn, Set<String> known) {
        List<ImportId> identities = ImportIds.of(arn);
        // What only its tags identify has an id that nothing else has; not every type of it has its ARN in the state.
        return !identities.isEmpty()
                && !known.contains(arn)
                && identities.stream().noneMatch(one -> one.argument().isEmpty() && known.contains(one.id()));
    }

    private static void texts(JsonNode value, Set<String> into) {
        if (value.isTextual()) {
            into.add(value.asText());
        }
        value.forEach(child -> texts(child, into));
    }
}
