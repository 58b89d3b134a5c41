package groundplan.affected;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.settings.UnitModel;
import groundplan.testing.FullSynthesis;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AffectedUnitsTest {
    private static final String DEV = "credlink/dev/us-east-1/";
    private static final TreeSnapshot BASE = base();

    @Test
    void nothingChangedNothingIsAffected() {
        assertEquals(List.of(), between(node -> {}, DEV + "network"));
    }

    @Test
    void anotherTagOfTheVpcReachesNobodyElse() {
        List<Affected> found = between(network -> vpcTags(network).put("Name", "other"), DEV + "network");
        assertTrue(
                found.stream().anyMatch(unit -> unit.unit().toString().equals(DEV + "network") && unit.direct()),
                found.toString());
    }

    @Test
    void anotherOutputReachesItsReadersOnly() {
        List<String> found = between(
                        secrets -> ((ObjectNode) secrets.path("output").path("web_acl_arn")).put("value", "other"),
                        DEV + "waf")
                .stream()
                .map(unit -> unit.unit().unit())
                .toList();
        assertTrue(found.contains("ecs"), "the load balancer's association reads it: " + found);
        assertTrue(!found.contains("rds") && !found.contains("network"), "the database does not: " + found);
    }

    @Test
    void everyUnitIncludesTheRootFile() {
        List<Affected> found = AffectedUnits.between(
                new TreeSnapshot(BASE.units(), "before"), new TreeSnapshot(BASE.units(), "after"), models());
        assertEquals(models().size(), found.size());
    }

    @Test
    void newAndRemovedUnitsAreNamed() {
        SortedMap<UnitPath, ObjectNode> without = new TreeMap<>(BASE.units());
        UnitPath waf = UnitPath.parse(DEV + "waf");
        without.remove(waf);
        assertEquals(
                "is new",
                AffectedUnits.between(new TreeSnapshot(without, ""), BASE, models()).stream()
                        .filter(unit -> unit.unit().equals(waf))
                        .findFirst()
                        .orElseThrow()
                        .reasons()
                        .get(0));
        List<UnitModel<?, ?>> left = new ArrayList<>(models());
        left.removeIf(unit -> unit.path().equals(waf));
        assertTrue(AffectedUnits.between(BASE, new TreeSnapshot(without, ""), left).stream()
                .anyMatch(unit ->
                        unit.unit().equals(waf) && unit.reasons().get(0).startsWith("is no longer in the settings")));
    }

    private static ObjectNode vpcTags(ObjectNode network) {
        return (ObjectNode)
                network.path("resource").path("aws_vpc").path("main").path("tags");
    }

    private static List<Affected> between(Consumer<ObjectNode> edit, String unit) {
        SortedMap<UnitPath, ObjectNode> head = new TreeMap<>(BASE.units());
        ObjectNode copy = head.get(UnitPath.parse(unit)).deepCopy();
        edit.accept(copy);
        head.put(UnitPath.parse(unit), copy);
        return AffectedUnits.between(BASE, new TreeSnapshot(head, ""), models());
    }

    private static List<UnitModel<?, ?>> models() {
        List<UnitModel<?, ?>> models = new ArrayList<>();
        FullSynthesis.documents().stream()
                .map(document -> document.unit())
                .filter(unit -> unit.path().toString().startsWith("credlink/dev/"))
                .forEach(models::add);
        return models;
    }

    private static TreeSnapshot base() {
        SortedMap<UnitPath, ObjectNode> units = new TreeMap<>();
        FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().startsWith("credlink/dev/"))
                .forEach(document -> units.put(document.unit().path(), LiveTree.configuration(document)));
        return new TreeSnapshot(units, "");
    }
}
