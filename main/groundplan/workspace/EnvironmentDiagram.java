package groundplan.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.diagram.Diagram;
import groundplan.kernel.Drawing;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.Synthesis;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The diagram of an environment, from the documents of all its units. */
public final class EnvironmentDiagram {
    private EnvironmentDiagram() {}

    /** Synthesizes what is not in the cache, and reads the diagram from it. */
    public static Diagram of(Synthesis synthesis, EnvironmentModel environment) throws IOException {
        SortedMap<UnitPath, JsonNode> documents = new TreeMap<>();
        synthesis
                .of(environment.units())
                .forEach(document -> documents.put(document.unit().path(), document.json()));
        Map<UnitPath, Drawing> own = new TreeMap<>();
        environment.units().stream()
                .filter(unit -> unit.kind().own())
                .forEach(unit -> own.put(
                        unit.path(),
                        unit.kind()
                                .drawing()
                                .orElse(new Drawing(
                                        Drawing.Category.COMPUTE, unit.kind().name()))));
        return Diagram.of(environment.path(), documents, own);
    }
}
