package groundplan.cli.github;

import picocli.CommandLine.Option;

/** Who writes at GitHub: texts of others are left alone. */
final class AuthorOption {
    @Option(
            names = "--author",
            paramLabel = "LOGIN",
            defaultValue = "github-actions[bot]",
            description = "The login that the token writes as. Default: ${DEFAULT-VALUE}.")
    String login;
}
