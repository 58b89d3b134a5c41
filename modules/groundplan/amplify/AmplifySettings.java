package groundplan.amplify;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a web application in Amplify Hosting. It is not connected to a repository: that needs a token, which
 * would be in the state. A pipeline builds the application and deploys the result to the branch.
 */
public record AmplifySettings(
        @Setting(
                        value = "Platform: WEB serves static files, WEB_COMPUTE also renders on a server.",
                        byDefault = "WEB",
                        oneOf = {"WEB", "WEB_COMPUTE"})
                String platform,
        @Setting(value = "The branch to deploy to.", byDefault = "{}") Branch branch,
        @Setting(
                        value = "Environment variables of Amplify's builds and of server-side code; not for secrets.",
                        byDefault = "{}",
                        names = "[A-Z][A-Z0-9_]*",
                        pattern = "(?s).{0,5500}")
                Map<String, String> environmentVariables,
        @Setting(
                        value = "Serve index.html for paths that are not a file (single-page application).",
                        byDefault = "true")
                boolean singlePageApp,
        @Setting("Build specification as YAML text, for Amplify's builds. Left out: the one in the sources.")
                Optional<String> buildSpec,
        @Setting("Custom domain. Left out: only its amplifyapp.com host, for a distribution in front of it.")
                Optional<Domain> domain)
        implements Checked {

    /** Settings of the branch to deploy to. */
    public record Branch(
            @Setting(
                            value = "Name of the branch, and the first label of its host name.",
                            byDefault = "main",
                            pattern = "[a-z0-9]([a-z0-9-]{0,253}[a-z0-9])?")
                    String name,
            @Setting(
                            value = "Stage of the branch, as shown in Amplify's console.",
                            byDefault = "PRODUCTION",
                            oneOf = {"PRODUCTION", "BETA", "DEVELOPMENT", "EXPERIMENTAL"})
                    String stage) {}

    /** Settings of a custom domain, for which Amplify provides a certificate. */
    public record Domain(
            @Setting(value = "Domain name.", pattern = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}")
                    String domainName,
            @Setting(
                            value = "Subdomain of the branch; empty for the domain itself.",
                            byDefault = "\"\"",
                            pattern = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?")
                    String prefix) {}

    @Override
    public void check(Check check) {
        environmentVariables
                .keySet()
                .forEach(name -> check.that(
                        !name.startsWith("AWS"),
                        "environment_variables." + name,
                        "Amplify reserves names that begin with AWS; choose another"));
    }
}
