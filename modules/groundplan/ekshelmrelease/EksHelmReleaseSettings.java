package groundplan.ekshelmrelease;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.Optional;

/** Settings of a chart's release. */
public record EksHelmReleaseSettings(
        @Setting("Unit with the namespace that it is installed into.") @Reads("eks-namespace") String namespace,
        @Setting(
                        value = "Its name. Left out: the last word of the unit's.",
                        pattern = "[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?")
                Optional<String> name,
        @Setting("What is installed.") Chart chart,
        @Setting(
                        value =
                                "Values of the chart that differ from its own, as YAML text; no secret may be among them.",
                        byDefault = "\"\"")
                String values,
        @Setting(value = "How it is installed.", byDefault = "{}") Rollout rollout) {

    /** A chart. */
    public record Chart(
            @Setting(value = "Name of the chart.", pattern = "[A-Za-z0-9][A-Za-z0-9._-]*") String name,
            @Setting(
                            value = "Where it is kept: an address of https:// or oci://.",
                            pattern = "(https|oci)://[^\\s/]+(/\\S*)?")
                    String repository,
            @Setting(value = "Its version, exactly.", pattern = "v?[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?")
                    String version) {}

    /** Settings of what happens when the release changes. */
    public record Rollout(
            @Setting(value = "Wait until its pods are ready.", byDefault = "true") boolean waitUntilReady,
            @Setting(value = "Go back to the former release when this one fails.", byDefault = "true") boolean atomic,
            @Setting(value = "Seconds until it has failed.", byDefault = "300", min = 10, max = 3600)
                    int timeoutSeconds,
            @Setting(value = "Former releases that are kept to go back to.", byDefault = "10", min = 1, max = 100)
                    int maxHistory)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    waitUntilReady || !atomic,
                    "wait_until_ready",
                    "is what tells whether it failed; leave it on, or switch atomic off too");
        }
    }
}
