package groundplan.ekshelmrelease;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.Optional;

/** Settings of a Helm release. */
public record EksHelmReleaseSettings(
        @Setting("Unit with the namespace of the release.") @Reads("eks-namespace") String namespace,
        @Setting(
                        value = "Name of the release. Left out: the last part of the unit's name.",
                        pattern = "[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?")
                Optional<String> name,
        @Setting("Chart to install.") Chart chart,
        @Setting(
                        value = "Values that override the chart's defaults, as YAML text; not for secrets.",
                        byDefault = "\"\"")
                String values,
        @Setting(value = "How it is installed.", byDefault = "{}") Rollout rollout) {

    /** A Helm chart. */
    public record Chart(
            @Setting(value = "Name of the chart.", pattern = "[A-Za-z0-9][A-Za-z0-9._-]*") String name,
            @Setting(
                            value = "Repository of the chart: a URL with https:// or oci://.",
                            pattern = "(https|oci)://[^\\s/]+(/\\S*)?")
                    String repository,
            @Setting(
                            value = "Exact version of the chart.",
                            pattern = "v?[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?")
                    String version) {}

    /** Settings of upgrades. */
    public record Rollout(
            @Setting(value = "Wait until its pods are ready.", byDefault = "true") boolean waitUntilReady,
            @Setting(value = "Roll back to the previous revision when an upgrade fails.", byDefault = "true")
                    boolean atomic,
            @Setting(value = "Timeout in seconds.", byDefault = "300", min = 10, max = 3600) int timeoutSeconds,
            @Setting(
                            value = "Number of previous revisions to keep for rollbacks.",
                            byDefault = "10",
                            min = 1,
                            max = 100)
                    int maxHistory)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    waitUntilReady || !atomic,
                    "wait_until_ready",
                    "atomic needs this to detect a failure; set it to true, or set atomic to false too");
        }
    }
}
