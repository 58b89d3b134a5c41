package groundplan.cli.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.forge.JobFiles;
import groundplan.forge.StickyComment;
import groundplan.json.TerraformJson;
import groundplan.report.Markdown;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "comment",
        description = "Writes a text as a sticky comment; without permission, as the job's summary.",
        mixinStandardHelpOptions = true)
final class CommentCommand implements Callable<Integer> {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    @ParentCommand
    GithubCommand parent;

    @Option(names = "--body", required = true, paramLabel = "FILE", description = "The text, as Markdown.")
    Path body;

    @Mixin
    CommentOptions comment;

    @Mixin
    AuthorOption author;

    @Override
    public Integer call() throws Exception {
        Map<String, String> variables = parent.projectOrRepository().variables();
        ObjectNode payload = TerraformJson.object().put("commit", comment.commit(variables));
        if (!Files.isRegularFile(body)) {
            throw Failure.badInput("there is no file " + body + " to comment with");
        }
        String text = Markdown.cut(
                text(), StickyComment.room(comment.scope, payload), "The workflow run has the complete text.");
        if (!comment.write(parent.console(), variables, author, payload, text)
                && !new JobFiles(variables).summarize(text)) {
            throw Failure.failed(CommentOptions.NOWHERE);
        }
        return ExitCode.FINE;
    }

    /** The text without what GitHub does not accept. */
    private String text() throws IOException {
        String text;
        try {
            text = Files.readString(body);
        } catch (CharacterCodingException e) {
            throw Failure.badInput(body + " is not a text in UTF-8");
        }
        if (text.isBlank()) {
            throw Failure.badInput(body + " is empty: there is nothing to comment");
        }
        return CONTROL.matcher(text.startsWith("\ufeff") ? text.substring(1) : text)
                .replaceAll("\ufffd");
    }
}
