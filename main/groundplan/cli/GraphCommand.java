package groundplan.cli;

import groundplan.console.Progress;
import groundplan.diagram.Diagram;
import groundplan.picture.DiagramJson;
import groundplan.picture.MermaidText;
import groundplan.picture.SvgDrawing;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.synth.Synthesis;
import groundplan.workspace.EnvironmentDiagram;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "graph",
        description = "Draws an environment: its network, services and data stores, and how they are connected.",
        mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<Integer> {
    enum GraphFormat {
        mermaid,
        svg,
        json
    }

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(paramLabel = "ENVIRONMENT", description = "<system>/<environment>.")
    String environment;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: mermaid.")
    GraphFormat format = GraphFormat.mermaid;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes a file. Default: prints.")
    Path out;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        Diagram diagram;
        try (Progress progress = new Progress(parent.console(), "synthesizing")) {
            Synthesis synthesis = project.synthesis(
                            false, unit -> progress.step(unit.path().toString()))
                    .startEarly(project.root().resolve(SettingsTree.FOLDER), project.modules());
            EnvironmentModel model = Project.environment(project.environmentsBeside(List.of(environment)), environment);
            progress.expect(model.units().size());
            diagram = EnvironmentDiagram.of(synthesis, model);
        }
        String text =
                switch (format) {
                    case mermaid -> MermaidText.of(diagram);
                    case svg -> SvgDrawing.of(diagram);
                    case json -> DiagramJson.of(diagram);
                };
        if (out == null) {
            parent.console().out().print(text);
        } else {
            project.write(out, text);
        }
        return ExitCode.FINE;
    }
}
