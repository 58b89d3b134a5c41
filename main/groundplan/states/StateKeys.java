package groundplan.states;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of states, and the names that are derived from them. */
public final class StateKeys {
    static final String FILE = "terraform.tfstate";

    private StateKeys() {}

    /** The unit of a system whose state has this key; empty if it is not the key of a unit's state. */
    public static Optional<UnitPath> unit(String system, String key) {
        String suffix = "/" + FILE;
        if (!key.endsWith(suffix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UnitPath.parse(system + "/" + key.substring(0, key.length() - suffix.length())));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    /**
     * The states of an environment's units, including removed ones.
     *
     * @throws IOException when one cannot be read
     */
    public static Map<UnitPath, StateFile> byUnit(States states, String system, String environment) throws IOException {
        Map<UnitPath, StateFile> all = new TreeMap<>();
        states.below(environment + "/")
                .forEach((key, state) -> unit(system, key).ifPresent(path -> all.put(path, state)));
        return all;
    }

    /** The name of a unit's module in the root module of the whole plan. */
    public static String module(UnitPath path) {
        return (path.region() + "--" + path.unit()).replace("/", "--");
    }

    /** The name of a unit's output in the root module of the whole plan. No unit's name has an underscore, so it is unambiguous. */
    public static String output(UnitPath path, String name) {
        return module(path) + "__" + name;
    }
}
