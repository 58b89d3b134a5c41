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

    /**
     * The name of a unit's module in the root module of the whole plan. Characters that a name of Terraform cannot have, or that would
     * make two names equal, are written as {@code _} and their code; names of the settings have none of these.
     */
    public static String module(UnitPath path) {
        if (path.global()) {
            return UnitPath.GLOBAL + "--" + name(path.unit());
        }
        String name = name(path.inEnvironment());
        // Terraform's names begin with a letter or an underscore.
        return isLetter(name.charAt(0)) || name.charAt(0) == '_' ? name : "_" + name;
    }

    private static String name(String folder) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < folder.length(); i++) {
            char letter = folder.charAt(i);
            boolean repeated = letter == '-' && name.length() > 0 && name.charAt(name.length() - 1) == '-';
            if (letter == '/') {
                name.append("--");
            } else if (!repeated && (letter == '-' || isLetter(letter) || letter >= '0' && letter <= '9')) {
                name.append(letter);
            } else {
                name.append('_').append(Integer.toHexString(letter)).append('_');
            }
        }
        return name.toString();
    }

    private static boolean isLetter(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z';
    }

    /** The name of a unit's output in the root module of the whole plan. No name of a module ends with two underscores, so it is unambiguous. */
    public static String output(UnitPath path, String name) {
        return module(path) + "__" + name;
    }
}
