package groundplan.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.picture.SvgDrawing;
import groundplan.plan.PlannableUnit;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The drawing of a tree: units by folders, with what they read. */
class TreeDiagramTest {
    private static final Pattern WIDTH = Pattern.compile("<svg[^>]* width=\"(\\d+)\"");

    @Test
    void unitsAreInBoxesByTheirFoldersAndPointAtWhatTheyRead() {
        Diagram diagram = TreeDiagram.of(
                tree(List.of(unit("a-b/vpc"), unit("a_b/vpc"), unit("app", "a-b/vpc")), List.of(unit("gone"))));
        assertEquals(
                List.of("live/prod", "prod", "a-b", "a_b"),
                diagram.boxes().stream().map(box -> box.label()).toList());
        assertEquals(
                Set.of("Unit app", "Removed unit gone"),
                Set.copyOf(diagram.boxes().get(1).elements().stream()
                        .map(element -> element.kind() + " " + element.title())
                        .toList()));
        Edge edge = diagram.edges().get(0);
        assertEquals(1, diagram.edges().size());
        assertEquals(diagram.boxes().get(2).elements().get(0).id(), edge.to());
        assertEquals(
                List.of("2 terraform_data", "1 module"),
                diagram.boxes().get(2).elements().get(0).details());
        assertEquals(
                4,
                diagram.elements().stream()
                        .map(element -> element.id())
                        .distinct()
                        .count());
    }

    @Test
    void aTreeOfManyUnitsCanBeReadAtAWidthOf1600() {
        List<TreeUnit> same = new ArrayList<>();
        List<TreeUnit> own = new ArrayList<>();
        List<TreeUnit> folders = new ArrayList<>();
        for (String region : List.of("us-east-1", "eu-west-1")) {
            for (List<TreeUnit> units : List.of(same, own)) {
                units.add(unit(region + "/network"));
                units.add(unit(region + "/keys"));
            }
            for (int i = 0; i < 18; i++) {
                same.add(unit(region + "/service-with-a-name-" + i, region + "/network", region + "/keys"));
                own.add(unit(region + "/database-" + i, region + "/network", region + "/keys"));
                own.add(unit(region + "/service-with-a-name-" + i, region + "/network", region + "/database-" + i));
                folders.add(unit(region + i + "/database"));
                folders.add(unit(region + i + "/app", region + i + "/database"));
            }
        }
        for (List<TreeUnit> units : List.of(same, own, folders)) {
            String drawing = SvgDrawing.of(TreeDiagram.of(tree(units, List.of())));
            Matcher width = WIDTH.matcher(drawing);
            assertTrue(width.find());
            assertTrue(Integer.parseInt(width.group(1)) <= 1600, width::group);
        }
    }

    private static UnitTree tree(List<TreeUnit> units, List<TreeUnit> gone) {
        return new UnitTree(Path.of("/live/prod"), Path.of("/live"), units, Map.of(), gone, List.of());
    }

    private static TreeUnit unit(String folder, String... reads) {
        ObjectNode configuration = TerraformJson.object();
        configuration
                .withObjectProperty("resource")
                .withObjectProperty("terraform_data")
                .putObject("a");
        configuration
                .withObjectProperty("resource")
                .withObjectProperty("terraform_data")
                .putObject("b");
        configuration.withObjectProperty("module").putObject("part");
        SortedMap<String, Template> inputs = new TreeMap<>();
        for (String read : reads) {
            inputs.put(read, Template.of(new OutputReference(UnitPath.inTree("live", "prod", read), "id", List.of())));
        }
        return new TreeUnit(
                new PlannableUnit(
                        UnitPath.inTree("live", "prod", folder),
                        configuration,
                        inputs,
                        List.of(),
                        TerraformJson.object(),
                        Optional.empty()),
                TerraformJson.object(),
                Set.of(),
                Set.of(),
                List.of());
    }
}
