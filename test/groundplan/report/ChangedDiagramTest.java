package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Element;
import groundplan.diagram.Look;
import groundplan.kernel.UnitPath;
import groundplan.picture.ElementChange;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a plan's drawing says of its changes. */
class ChangedDiagramTest {
    private static final Diagram SHOP = new Diagram(
            "shop/dev",
            new Box(
                    "all",
                    Box.Place.root,
                    "shop/dev",
                    List.of(new Box(
                            "eu_west_1",
                            Box.Place.region,
                            "Region eu-west-1",
                            List.of(),
                            List.of(
                                    element("buckets", "aws_s3_bucket.in", "aws_s3_bucket.out"),
                                    element("database", "aws_db_instance.main"),
                                    element("topic", "aws_sns_topic.main")))),
                    List.of()),
            List.of());

    @Test
    void anElementHasTheMostSevereOfItsChanges() {
        ChangedDiagram changed = ChangedDiagram.of(
                SHOP,
                plan(
                        change("aws_s3_bucket.in", Action.UPDATE),
                        change("aws_s3_bucket.out", Action.REPLACE),
                        change("aws_db_instance.main", Action.CREATE)));
        assertEquals(
                Map.of("buckets", ElementChange.Kind.replace, "database", ElementChange.Kind.create), kinds(changed));
        assertEquals(
                "~ aws_s3_bucket.in of eu-west-1/app\n\u2212/+ aws_s3_bucket.out of eu-west-1/app",
                changed.changes().get("buckets").description());
    }

    @Test
    void anElementOfWhichAPartIsNewIsChangedNotCreated() {
        assertEquals(
                Map.of("buckets", ElementChange.Kind.update),
                kinds(ChangedDiagram.of(SHOP, plan(change("aws_s3_bucket.in", Action.CREATE)))));
    }

    @Test
    void instancesBelongToTheirResource() {
        assertEquals(
                Map.of("topic", ElementChange.Kind.update),
                kinds(ChangedDiagram.of(SHOP, plan(change("aws_sns_topic.main[\"a.b\"]", Action.UPDATE)))));
    }

    @Test
    void whatIsDestroyedOrNotDrawnIsCountedInItsUnit() {
        ChangedDiagram changed = ChangedDiagram.of(
                SHOP,
                plan(
                        change("aws_sqs_queue.old", Action.DELETE),
                        change("aws_iam_role.app", Action.CREATE),
                        change("aws_iam_role.web", Action.CREATE)));
        Element unit = only(changed, "app");
        assertEquals(List.of("2 created, 1 destroyed"), unit.details());
        assertEquals(Map.of(unit.id(), ElementChange.Kind.destroy), kinds(changed));
        assertTrue(changed.diagram()
                .root()
                .boxes()
                .get(0)
                .boxes()
                .get(0)
                .elements()
                .contains(unit));
    }

    @Test
    void aUnitOfARegionThatIsNotDrawnGetsItsRegion() {
        UnitPlan gone = new UnitPlan(
                UnitPath.parse("shop/dev/us-west-2/copies"),
                true,
                Optional.of("lineage"),
                1,
                List.of(change("aws_s3_bucket.copy", Action.DELETE)));
        ChangedDiagram changed = ChangedDiagram.of(SHOP, plan(List.of(gone)));
        assertEquals("Region us-west-2", changed.diagram().root().boxes().get(1).label());
        assertEquals("Removed unit", only(changed, "copies").kind());
    }

    @Test
    void aUnitThatIsOneElementHasAllOfItsChanges() {
        Diagram tree = new Diagram(
                "live/prod",
                new Box(
                        "all",
                        Box.Place.root,
                        "live/prod",
                        List.of(new Box(
                                "folder",
                                Box.Place.region,
                                "prod",
                                List.of(),
                                List.of(whole("network"), whole("app"), whole("new"), whole("jobs")))),
                        List.of()),
                List.of());
        ChangedDiagram changed = ChangedDiagram.of(
                tree,
                plan(List.of(
                        unit("network", true, change("terraform_data.subnet", Action.CREATE)),
                        unit(
                                "app",
                                true,
                                change("module.part.terraform_data.a[0]", Action.UPDATE),
                                change("terraform_data.b", Action.DELETE)),
                        unit("new", false, change("terraform_data.c", Action.CREATE)),
                        unit("jobs", true))));
        // A new object in a unit that is there changes the unit.
        assertEquals(
                Map.of(
                        "network",
                        ElementChange.Kind.update,
                        "app",
                        ElementChange.Kind.destroy,
                        "new",
                        ElementChange.Kind.create),
                kinds(changed));
        assertEquals(
                List.of(List.of("1 created"), List.of("1 changed, 1 destroyed"), List.of("1 created"), List.of()),
                changed.diagram().elements().stream().map(Element::details).toList());
    }

    private static Element whole(String unit) {
        return new Element(unit, Look.compute, "Unit", unit, List.of(), new TreeSet<>(List.of(unit + "/")));
    }

    private static UnitPlan unit(String name, boolean applied, Change... changes) {
        return new UnitPlan(
                UnitPath.inTree("live", "prod", name),
                false,
                applied ? Optional.of("lineage") : Optional.empty(),
                1,
                List.of(changes));
    }

    @Test
    void theReportHasTheDrawingWithSignsAndALegend() throws IOException {
        EnvironmentPlan plan = plan(
                change("aws_s3_bucket.in", Action.UPDATE),
                change("aws_db_instance.main", Action.REPLACE),
                change("aws_iam_role.<b>", Action.DELETE));
        String html = HtmlReport.of(plan, Optional.of(SHOP));
        String drawing = html.substring(html.indexOf("<svg"), html.indexOf("</svg>"));
        for (String sign : List.of("~", "\u2212/+", "\u2212")) {
            assertTrue(drawing.contains(">" + sign + "</text>"), "sign " + sign);
        }
        for (String word : List.of("created", "changed", "replaced", "destroyed", "unchanged")) {
            assertTrue(html.substring(0, html.indexOf("<svg")).contains(word), "legend: " + word);
        }
        assertTrue(
                drawing.contains("<title>database\n\u2212/+ aws_db_instance.main of eu-west-1/app</title>"), drawing);
        assertTrue(drawing.contains("aws_iam_role.&lt;b&gt;") && !drawing.contains("<b>"), drawing);
    }

    @Test
    void aPlanWithoutChangesHasNoDrawing() throws IOException {
        assertFalse(HtmlReport.of(plan(), Optional.of(SHOP)).contains("<svg"));
    }

    private static Map<String, ElementChange.Kind> kinds(ChangedDiagram changed) {
        Map<String, ElementChange.Kind> kinds = new java.util.TreeMap<>();
        changed.changes().forEach((id, change) -> kinds.put(id, change.kind()));
        return kinds;
    }

    private static Element only(ChangedDiagram changed, String title) {
        return changed.diagram().elements().stream()
                .filter(element -> element.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Element element(String id, String... addresses) {
        return new Element(
                id,
                Look.storage,
                "Thing",
                id,
                List.of(),
                new TreeSet<>(
                        Arrays.stream(addresses).map("eu-west-1/app/"::concat).toList()));
    }

    private static Change change(String address, Action action) {
        return new Change(
                address,
                address.substring(0, address.indexOf('.')),
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static EnvironmentPlan plan(Change... changes) {
        return plan(List.of(new UnitPlan(
                UnitPath.parse("shop/dev/eu-west-1/app"), false, Optional.of("lineage"), 1, List.of(changes))));
    }

    private static EnvironmentPlan plan(List<UnitPlan> units) {
        return new EnvironmentPlan("shop/dev", "digest", true, units, List.of());
    }
}
