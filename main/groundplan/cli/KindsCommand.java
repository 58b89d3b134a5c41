package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.extension.Extension;
import groundplan.json.TerraformJson;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "kinds",
        description = "Lists the kinds of unit that settings may name: the built-in ones and the repository's own.",
        mixinStandardHelpOptions = true)
final class KindsCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Option(names = "--own", description = "Lists the repository's own kinds only.")
    boolean own;

    @Option(
            names = "--class-path",
            description =
                    "Prints the class path that own kinds are compiled with, and their classes, for tests and editors.")
    boolean classPath;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        if (classPath) {
            parent.console()
                    .out()
                    .println(String.join(
                            File.pathSeparator,
                            Extension.classPath(project.root(), project.home(), project.program())));
            return ExitCode.FINE;
        }
        List<Kind<?, ?>> kinds =
                project.kinds().stream().filter(kind -> !own || kind.own()).toList();
        if (json) {
            ObjectNode document = TerraformJson.object();
            var list = document.putArray("kinds");
            kinds.forEach(kind -> list.addObject()
                    .put("name", kind.name())
                    .put("scope", kind.scope().name().toLowerCase(Locale.ROOT))
                    .put("own", kind.own())
                    .put("summary", kind.summary()));
            parent.console().out().print(TerraformJson.write(document));
            return ExitCode.FINE;
        }
        int width = kinds.stream().mapToInt(kind -> kind.name().length()).max().orElse(0);
        for (Kind<?, ?> kind : kinds) {
            parent.console()
                    .out()
                    .println(kind.name() + " ".repeat(width - kind.name().length()) + "  "
                            + (kind.scope() == Scope.GLOBAL ? "global    " : "regional  ")
                            + (kind.own() ? "own: " : "") + kind.summary());
        }
        return ExitCode.FINE;
    }
}
