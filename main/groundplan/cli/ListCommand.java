package groundplan.cli;

import groundplan.json.TerraformJson;
import groundplan.live.UnitListing;
import groundplan.settings.UnitModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", description = "Lists units in dependency order.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    enum ListFormat {
        text,
        json,
        dot,
        mermaid
    }

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILTER",
            description = "The beginning of a path, a glob, or an expression as for --filter. Default: all units.")
    String filter = "**";

    @Mixin
    Selection selection;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    ListFormat format = ListFormat.text;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<UnitModel<?, ?>> units = selection.of(project, selection.environments(project, filter), filter);
        UnitListing listing = new UnitListing(units);
        parent.console()
                .out()
                .print(
                        switch (json.or(format)) {
                            case text -> listing.text();
                            case json -> TerraformJson.write(listing.json());
                            case dot -> listing.dot();
                            case mermaid -> listing.mermaid();
                        });
        return ExitCode.FINE;
    }
}
