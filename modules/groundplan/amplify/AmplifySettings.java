package groundplan.amplify;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a web application at Amplify Hosting. It is connected to no repository: that takes a token, which would stand
 * in the state. A pipeline builds, and hands the result to the branch as a deployment.
 */
public record AmplifySettings(
        @Setting(
                        value = "What Amplify runs: WEB serves files, WEB_COMPUTE renders on a server too.",
                        byDefault = "WEB",
                        oneOf = {"WEB", "WEB_COMPUTE"})
                String platform,
        @Setting(value = "The branch that is deployed.", byDefault = "{}") Branch branch,
        @Setting(
                        value = "Variables of builds that Amplify runs and of server-side code; no secrets.",
                        byDefault = "{}",
                        names = "[A-Z][A-Z0-9_]*")
                Map<String, String> environmentVariables,
        @Setting(
                        value = "Answer paths that name no file with index.html, whose scripts know the page.",
                        byDefault = "true")
                boolean singlePageApp,
        @Setting("Build specification as YAML text, for builds that Amplify runs. Left out: it looks into the sources.")
                Optional<String> buildSpec,
        @Setting("Domain of its own. Left out: only its amplifyapp.com host, for a distribution in front.")
                Optional<Domain> domain)
        implements Checked {

    /** Settings of the branch that is deployed. */
    public record Branch(
            @Setting(
                            value = "Name of the branch, and the first word of its host.",
                            byDefault = "main",
                            pattern = "[a-z0-9]([a-z0-9-]*[a-z0-9])?")
                    String name,
            @Setting(
                            value = "What the branch is for, as Amplify's console shows it.",
                            byDefault = "PRODUCTION",
                            oneOf = {"PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL"})
                    String stage) {}

    /** Settings of a domain that Amplify serves with a certificate of its own. */
    public record Domain(
            @Setting(value = "Domain name.", pattern = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}")
                    String domainName,
            @Setting(
                            value = "Name below the domain that leads to the branch; empty for the domain itself.",
                            byDefault = "\"\"",
                            pattern = "([a-z0-9]([a-z0-9-]*[a-z0-9])?)?")
                    String prefix) {}

    @Override
    public void check(Check check) {
        environmentVariables
                .keySet()
                .forEach(name -> check.that(
                        !name.startsWith("AWS"),
                        "environment_variables." + name,
                        "Amplify keeps names that begin with AWS for itself; choose another"));
    }
}
