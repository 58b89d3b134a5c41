package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.kernel.AwaitsDelegation;
import groundplan.kernel.PublicZone;
import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import groundplan.states.States;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which units cannot be applied yet, because they wait for a zone that nobody has delegated. The apply of a certificate
 * would wait for more than an hour, and then fail.
 */
public final class Delegations {
    private final NameServers dns;
    private final States states;
    private final Map<String, Optional<Set<String>>> asked = new HashMap<>();

    /**
     * @param dns answers to which name servers a zone is delegated
     * @param states those of the environment
     */
    public Delegations(NameServers dns, States states) {
        this.dns = dns;
        this.states = states;
    }

    /** Why a unit would wait in vain; empty if it would not, or if it has been applied before. */
    public synchronized Optional<String> missing(UnitModel<?, ?> unit) {
        if (!(unit.settings() instanceof AwaitsDelegation awaiting)) {
            return Optional.empty();
        }
        Map<UnitPath, PublicZone> zones = new LinkedHashMap<>();
        zones(unit, zones);
        return zones.entrySet().stream()
                .filter(zone -> awaiting.awaitedNames().stream().anyMatch(name -> ("." + name)
                        .endsWith("." + zone.getValue().zoneName())))
                .flatMap(zone -> missing(zone.getKey(), zone.getValue().zoneName()).stream())
                .findFirst()
                .filter(why -> outputs(unit.path()).isEmpty());
    }

    private Optional<String> missing(UnitPath unit, String zone) {
        Optional<Set<String>> answer = asked.computeIfAbsent(zone, dns::of);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Set<String> own = own(unit);
        Set<String> found = answer.get();
        boolean others = !own.isEmpty() && !found.isEmpty() && Collections.disjoint(own, found);
        if (!found.isEmpty() && !others) {
            return Optional.empty();
        }
        return Optional.of(zone + " is "
                + (others ? "delegated to other name servers (" + String.join(", ", found) + ")" : "not delegated yet")
                + ": in the parent zone or at the registrar, enter as its NS records "
                + (own.isEmpty() ? "the output " + PublicZone.NAME_SERVERS + " of " + unit : String.join(", ", own))
                + "; then run the same command again");
    }

    private static void zones(UnitModel<?, ?> unit, Map<UnitPath, PublicZone> zones) {
        unit.reads().values().forEach(read -> {
            if (read.settings() instanceof PublicZone zone) {
                zones.put(read.path(), zone);
            } else {
                zones(read, zones);
            }
        });
    }

    private Set<String> own(UnitPath unit) {
        Set<String> own = new TreeSet<>();
        Arrays.stream(outputs(unit)
                        .path(PublicZone.NAME_SERVERS)
                        .path("value")
                        .asText()
                        .split(","))
                .filter(name -> !name.isBlank())
                .forEach(name -> own.add(NameServers.plain(name)));
        return own;
    }

    /** The outputs of a unit that has been applied; none if its state is not there or cannot be read. */
    private JsonNode outputs(UnitPath unit) {
        try {
            return states.below(unit.environment() + "/" + unit.inEnvironment() + "/").values().stream()
                    .map(state -> state.outputs())
                    .findFirst()
                    .orElse(MissingNode.getInstance());
        } catch (IOException | RuntimeException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
