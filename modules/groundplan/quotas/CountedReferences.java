package groundplan.quotas;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.pricing.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the resource that a value refers to, also through the states of other units. */
final class CountedReferences {
    private static final Pattern OWN =
            Pattern.compile("\\$\\{([a-z][a-z0-9]*+_[a-z0-9_]++)\\.([A-Za-z0-9_-]++)[.\\[][^{}]*+}");
    private static final Pattern REMOTE = Pattern.compile("\\$\\{data\\.terraform_remote_state\\.([A-Za-z0-9_-]++)"
            + "\\.outputs\\.([A-Za-z0-9_]++)(?:\\[\"([^\"]++)\"]|\\[([0-9]++)]|\\.([A-Za-z0-9_-]++))?+}");
    /** An output may pass on that of another unit. */
    private static final int LONGEST_CHAIN = 10;

    private final Map<String, CountedUnit> byState = new HashMap<>();

    CountedReferences(List<CountedUnit> units) {
        units.forEach(unit -> byState.put(unit.state(), unit));
    }

    /** A resource and the unit that it belongs to. */
    record Target(CountedUnit unit, Resource resource) {
        /** As messages name it. */
        String shown() {
            return unit.path() + " " + resource.address();
        }
    }

    /** The resource; empty if the value is something else, or refers to a unit that is not counted. */
    Optional<Target> target(CountedUnit from, JsonNode value) {
        CountedUnit unit = from;
        JsonNode here = value;
        for (int i = 0; i < LONGEST_CHAIN && unit != null; i++) {
            Matcher own = OWN.matcher(here.asText());
            if (own.matches()) {
                CountedUnit owner = unit;
                return Optional.ofNullable(owner.resources().get(own.group(1) + "." + own.group(2)))
                        .map(resource -> new Target(owner, resource));
            }
            Matcher remote = REMOTE.matcher(here.asText());
            if (!remote.matches()) {
                return Optional.empty();
            }
            JsonNode state = unit.document()
                    .path("data")
                    .path("terraform_remote_state")
                    .path(remote.group(1))
                    .path("config");
            unit = byState.get(
                    state.path("bucket").asText() + "/" + state.path("key").asText());
            here = unit == null ? here : output(unit, remote);
        }
        return Optional.empty();
    }

    /** What messages and sums take for the same thing: the resource, or else the value as it is written in the unit. */
    String subject(CountedUnit from, JsonNode value) {
        return target(from, value).map(Target::shown).orElseGet(() -> from.path() + " " + value.asText());
    }

    private static JsonNode output(CountedUnit unit, Matcher remote) {
        JsonNode output = unit.document().path("output").path(remote.group(2)).path("value");
        String key = Stream.of(3, 4, 5)
                .map(remote::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return key == null ? output : output.path(key);
    }
}
