package groundplan.cli.github;

import picocli.CommandLine.Option;

/** The GitHub login that owns the comments and issues; those of other authors are never changed. */
final class AuthorOption {
    @Option(
            names = "--author",
            paramLabel = "LOGIN",
            defaultValue = "github-actions[bot]",
            description = "The login that the token writes as. Default: ${DEFAULT-VALUE}.")
    String login;
}
