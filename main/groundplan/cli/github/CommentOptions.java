package groundplan.cli.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.forge.GitHub;
import groundplan.forge.StickyComment;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a comment on a pull request. */
final class CommentOptions {
    @Option(
            names = "--pull-request",
            paramLabel = "N",
            description = "Comments on this pull request. Default: no comment.")
    Optional<Long> pullRequest = Optional.empty();

    @Option(
            names = "--scope",
            paramLabel = "NAME",
            defaultValue = "plan",
            description = "Names the comment: there is one for each scope. Default: ${DEFAULT-VALUE}.")
    String scope;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "update",
            converter = ModeConverter.class,
            description = "What to do with the previous comment: update, new, hide-and-new, delete-and-new. Default:"
                    + " ${DEFAULT-VALUE}.")
    StickyComment.Mode mode;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Writes the findings as SARIF.")
    Path sarif;

    @Option(names = "--commit", paramLabel = "SHA", description = "The commit that was planned. Default: GITHUB_SHA.")
    Optional<String> commit = Optional.empty();

    /** The error if neither the comment nor the summary was written. */
    static final String NOWHERE =
            "nothing was written: the token may not comment or the conversation is locked, and the job has no summary"
                    + " (GITHUB_STEP_SUMMARY) with room for the text; give the token the permission pull-requests: write";

    /** Converts the modes as written on the command line. */
    static final class ModeConverter implements ITypeConverter<StickyComment.Mode> {
        @Override
        public StickyComment.Mode convert(String word) {
            return Arrays.stream(StickyComment.Mode.values())
                    .filter(mode -> word(mode).equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(StickyComment.Mode.values())
                                    .map(ModeConverter::word)
                                    .collect(Collectors.joining(", "))
                            + " but was '" + word + "'"));
        }

        private static String word(StickyComment.Mode mode) {
            return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The commit that was planned; empty when neither the option nor the workflow names one. */
    String commit(Map<String, String> variables) {
        return commit.orElse(variables.getOrDefault("GITHUB_SHA", ""));
    }

    /**
     * Writes the comment, and prints where it is.
     *
     * @param payload what the comment's marker says beside the scope
     * @param text the comment, as Markdown
     * @return whether it was written: false when the token may not comment
     */
    boolean write(Console console, Map<String, String> variables, AuthorOption author, ObjectNode payload, String text)
            throws IOException {
        GitHub github = GitHubAccess.of(variables);
        long number = pullRequest.orElseThrow(
                () -> Failure.badInput("--pull-request is missing: the number of the pull request to comment on"));
        try {
            console.out().println(new StickyComment(github, number, author.login).write(scope, payload, text, mode));
            return true;
        } catch (GitHub.GitHubRefusal e) {
            if (!e.forbidden() || e.gone()) {
                throw e;
            }
            console.err()
                    .println((e.locked() ? "The conversation is locked" : "The token is not allowed to comment") + " ("
                            + e.getMessage()
                            + "); the text goes to the job's summary.");
            return false;
        }
    }
}
