package groundplan.iam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The actions that are taken to manage a resource, by type. Those of the AWS provider were recorded: {@code provider_actions.csv} names
 * its version, and {@code tools/permissions.py} writes it anew from Terraform's logs of applies. {@code deploy_actions.csv} has those of
 * the deployment scripts.
 */
public final class ProviderActions {
    /** What Terraform does with a resource. */
    public enum Phase {
        CREATE,
        READ,
        UPDATE,
        DELETE,
        /** What the deployment scripts do, which is not Terraform's. */
        DEPLOY
    }

    /**
     * An action in the service authorization reference of AWS.
     *
     * @param region the only region in which its service is called, if there is one
     * @param arns the forms of the ARNs of resources that it can be restricted to; none if it cannot
     */
    record Action(String name, String region, List<String> arns) {}

    private static final Map<String, Map<Phase, SortedSet<String>>> BY_TYPE = byType();
    private static final Map<String, Action> ACTIONS = actions();

    private ProviderActions() {}

    /** Whether it is known what resources of a type need. */
    public static boolean knows(String type) {
        return BY_TYPE.containsKey(type);
    }

    /** The actions for a type; none if they are not known. */
    static SortedSet<String> of(String type, Phase phase) {
        return BY_TYPE.getOrDefault(type, Map.of()).getOrDefault(phase, new TreeSet<>());
    }

    /** What is known of an action. */
    static Action action(String name) {
        return ACTIONS.getOrDefault(name, new Action(name, "", List.of()));
    }

    private static Map<String, Map<Phase, SortedSet<String>>> byType() {
        Map<String, Map<Phase, SortedSet<String>>> types = new TreeMap<>();
        for (String file : List.of("provider_actions.csv", "deploy_actions.csv")) {
            for (String[] row : rows(file)) {
                types.computeIfAbsent(row[0], type -> new TreeMap<>())
                        .put(Phase.valueOf(row[1].toUpperCase(Locale.ROOT)), new TreeSet<>(List.of(row[2].split(" "))));
            }
        }
        return types;
    }

    private static Map<String, Action> actions() {
        Map<String, Action> actions = new TreeMap<>();
        for (String[] row : rows("actions.csv")) {
            actions.put(row[0], new Action(row[0], row[1], row[2].isEmpty() ? List.of() : List.of(row[2].split(" "))));
        }
        return actions;
    }

    /** The rows of a file in which {@code #} begins a comment, and the first other line is a header. */
    private static List<String[]> rows(String file) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(ProviderActions.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return new ArrayList<>(in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
