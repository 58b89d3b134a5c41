package groundplan.cli.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.forge.JobFiles;
import groundplan.forge.StickyComment;
import groundplan.json.TerraformJson;
import groundplan.report.Markdown;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "comment",
        description = "Writes a text as a sticky comment; without permission, as the job's summary.",
        mixinStandardHelpOptions = true)
final class CommentCommand implements Callable<Integer> {
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
                Files.readString(body),
                StickyComment.room(comment.scope, payload),
                "The workflow run has the complete text.");
        if (!comment.write(parent.console(), variables, author, payload, text)
                && !new JobFiles(variables).summarize(text)) {
            throw Failure.failed(CommentOptions.NOWHERE);
        }
        return ExitCode.FINE;
    }
}
