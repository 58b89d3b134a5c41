package groundplan.promote;

import groundplan.git.GitFolder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Records an apply: what was applied, from which commit, when, and by whom. */
public final class ApplyRecord {
    private ApplyRecord() {}

    /**
     * An apply that ends now.
     *
     * @param root the project's folder
     * @param settings fingerprint of the documents that the settings generated
     * @param variables the environment variables of the process; in a workflow they name who started it
     */
    public static Manifest.Applied now(Path root, Release release, String settings, Map<String, String> variables) {
        return new Manifest.Applied(
                release,
                settings,
                new GitFolder(root).head().orElse(""),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                who(variables));
    }

    private static String who(Map<String, String> variables) {
        if (variables.containsKey("GITHUB_ACTOR")) {
            return variables.get("GITHUB_ACTOR") + " (" + variables.getOrDefault("GITHUB_REPOSITORY", "") + " run "
                    + variables.getOrDefault("GITHUB_RUN_ID", "") + ")";
        }
        try {
            return System.getProperty("user.name") + "@"
                    + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return System.getProperty("user.name");
        }
    }
}
