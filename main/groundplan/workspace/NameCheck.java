package groundplan.workspace;

import groundplan.settings.Node;
import groundplan.settings.Problem;
import groundplan.settings.UnitModel;
import groundplan.synth.UnitDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds names that AWS would reject, such as one that two units give, each with the place of its unit in the settings. */
public final class NameCheck {
    private NameCheck() {}

    /** What is wrong with the names in the documents of units. */
    public static List<Problem> problems(List<UnitDocument> documents) {
        Map<String, UnitModel<?, ?>> units = documents.stream()
                .map(UnitDocument::unit)
                .collect(Collectors.toMap(unit -> unit.path().toString(), unit -> unit));
        return UnitDocument.invalidNames(documents).stream()
                .map(problem -> {
                    UnitModel<?, ?> unit = units.get(problem.split(": ", 2)[0]);
                    Node.Mapping node = unit.node();
                    return new Problem(node.mark(), "units." + unit.path().unit(), problem);
                })
                .toList();
    }
}
