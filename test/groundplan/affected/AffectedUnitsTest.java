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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                new TreeSnapshot(BASE.units(), files("root.hcl", "before")),
                new TreeSnapshot(BASE.units(), files("root.hcl", "after")),
                models());
        assertEquals(models().size(), found.size());
    }

    @Test
    void newAndRemovedUnitsAreNamed() {
        SortedMap<UnitPath, ObjectNode> without = new TreeMap<>(BASE.units());
        UnitPath waf = UnitPath.parse(DEV + "waf");
        without.remove(waf);
        assertEquals(
                "is new",
                AffectedUnits.between(new TreeSnapshot(without, files("root.hcl", "")), BASE, models()).stream()
                        .filter(unit -> unit.unit().equals(waf))
                        .findFirst()
                        .orElseThrow()
                        .reasons()
                        .get(0));
        List<UnitModel<?, ?>> left = new ArrayList<>(models());
        left.removeIf(unit -> unit.path().equals(waf));
        assertTrue(AffectedUnits.between(BASE, new TreeSnapshot(without, files("root.hcl", "")), left).stream()
                .anyMatch(unit ->
                        unit.unit().equals(waf) && unit.reasons().get(0).startsWith("is no longer in the settings")));
    }

    /**
     * The file that says where the states are is read by {@code root.hcl}, not by the unit; a file that nobody names, and what another
     * environment has under the same name, are read by no unit here.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            credlink/dev/env.hcl; all
            credlink/dev/account.hcl; all
            credlink/dev/us-east-1/region.hcl; us-east-1
            common/tags.yaml; all
            credlink/prod/env.hcl; none
            credlink/dev/notes.yaml; none
            emulator.hcl; none
            """)
    void whatTheRootFileReadsReachesTheUnitsBelowIt(String changed, String reached) {
        SortedMap<String, String> before = new TreeMap<>(Map.of(
                "root.hcl",
                "a = find_in_parent_folders(\"account.hcl\")\ne = find_in_parent_folders(\"env.hcl\")\n"
                        + "r = find_in_parent_folders(\"region.hcl\")\nx = [\"emulator.hcl\"]\n",
                "credlink/dev/env.hcl",
                "t = yamldecode(file(\"${get_parent_terragrunt_dir()}/common/tags.yaml\"))"));
        before.putIfAbsent(changed, "before");
        SortedMap<String, String> after = new TreeMap<>(before);
        after.merge(changed, "after", (old, further) -> old + further);
        List<Affected> found = AffectedUnits.between(
                new TreeSnapshot(BASE.units(), new IncludedFiles(before)),
                new TreeSnapshot(BASE.units(), new IncludedFiles(after)),
                models());
        assertEquals(
                models().stream()
                        .map(UnitModel::path)
                        .filter(unit -> reached.equals("all") || unit.region().equals(reached))
                        .collect(Collectors.toSet()),
                found.stream().map(Affected::unit).collect(Collectors.toSet()));
        found.forEach(unit -> {
            assertTrue(unit.direct(), unit::toString);
            assertTrue(unit.reasons().get(0).contains("terragrunt/" + changed), unit::toString);
        });
    }

    private static IncludedFiles files(String path, String text) {
        return new IncludedFiles(new TreeMap<>(Map.of(path, text)));
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
        return AffectedUnits.between(BASE, new TreeSnapshot(head, files("root.hcl", "")), models());
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
        return new TreeSnapshot(units, files("root.hcl", ""));
    }
}
