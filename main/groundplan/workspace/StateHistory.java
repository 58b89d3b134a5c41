package groundplan.workspace;

import groundplan.git.GitFolder;
import groundplan.live.LiveTree;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an environment has kept its states, from the history of its files in the live tree. */
final class StateHistory {
    private static final Pattern LOCAL = Pattern.compile("^\\s*(\\w+)\\s*=\\s*\"([^\"]*)\"$");

    private final GitFolder git;
    private final String folder;

    /**
     * @param root the project's folder
     * @param environment {@code <system>/<environment>}
     */
    StateHistory(Path root, String environment) {
        this.git = new GitFolder(root);
        this.folder = LiveTree.FOLDER + "/" + environment + "/";
    }

    /** A bucket and its region. */
    record StatePlace(String bucket, String region) {}

    /** Every place so far, the newest first; none if the project is in no repository. */
    Set<StatePlace> places() {
        Set<StatePlace> places = new LinkedHashSet<>();
        versions("env.hcl").forEach(version -> {
            if (version.containsKey("state_bucket") && version.containsKey("state_region")) {
                places.add(new StatePlace(version.get("state_bucket"), version.get("state_region")));
            }
        });
        return places;
    }

    /** Whether this is a clone without the whole history. */
    boolean cut() {
        return git.tried("rev-parse", "--is-shallow-repository")
                .filter(answer -> answer.strip().equals("true"))
                .isPresent();
    }

    /** The texts that a file gives to its locals, in all its versions. */
    private Set<Map<String, String>> versions(String file) {
        Set<Map<String, String>> versions = new LinkedHashSet<>();
        Map<String, String> before = new TreeMap<>();
        Map<String, String> after = new TreeMap<>();
        // One process for all versions: each commit's difference with all lines around it.
        String log = git.tried(
                        "log", "-p", "-m", "-U1000", "--format=", "--no-color", "--no-ext-diff", "--", folder + file)
                .orElse("");
        for (String line : log.split("\n", -1)) {
            if (line.startsWith("diff --git ")) {
                versions.add(Map.copyOf(after));
                versions.add(Map.copyOf(before));
                before.clear();
                after.clear();
                continue;
            }
            Matcher local = LOCAL.matcher(line.isEmpty() ? line : line.substring(1));
            if (local.matches()) {
                if (line.charAt(0) != '+') {
                    before.put(local.group(1), local.group(2));
                }
                if (line.charAt(0) != '-') {
                    after.put(local.group(1), local.group(2));
                }
            }
        }
        versions.add(Map.copyOf(after));
        versions.add(Map.copyOf(before));
        return versions;
    }
}
