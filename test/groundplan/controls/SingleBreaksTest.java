package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Makes one mistake at a time in the production units of every system that has what the mistake is about: a rule of ours or
 * checkov must notice each.
 */
class SingleBreaksTest {
    private static final int FEWEST = 90;
    /** Before the name of a mistake: the same part of the unit without it. */
    private static final String INTACT = "intact ";
    /** Checks that are never waived and look at what no unit has: clusters of EKS and Aurora, and virtual machines. */
    private static final Set<String> NOT_AT_HAND =
            Set.of("CKV_AWS_37", "CKV_AWS_58", "CKV_AWS_46", "CKV_AWS_79", "CKV_AWS_96", "CKV_AWS_162", "CKV_AWS_327");

    private static final List<Break> BREAKS = Stream.of(
                    NetworkBreaks.ALL,
                    WebAclBreaks.ALL,
                    ComputeBreaks.ALL,
                    FunctionBreaks.ALL,
                    DataBreaks.ALL,
                    BucketBreaks.ALL,
                    EdgeBreaks.ALL,
                    IdentityBreaks.ALL,
                    WatchBreaks.ALL)
            .flatMap(Collection::stream)
            .toList();

    private static final Map<String, List<Waiver>> WAIVERS = new TreeMap<>();

    /**
     * A mistake in a unit.
     *
     * @param mistake what was done
     * @param unit where
     * @param broken what became of it
     */
    private record Made(Break mistake, UnitDocument unit, ObjectNode broken) {
        String name() {
            return path() + ": " + mistake.what();
        }

        String path() {
            return unit.unit().path().toString();
        }

        String system() {
            return unit.unit().path().system();
        }
    }

    /** Each in one system, a few in each of them; the table's row says the systems that have it, and no less than is seen here. */
    @Test
    void everyBreakIsNoticedInOneSystemAndTheTableHasIt() throws IOException {
        Map<Break, List<Made>> made = made();
        Map<Break, List<Made>> some = new LinkedHashMap<>();
        made.forEach((one, places) -> some.put(one, List.of(places.get(some.size() % places.size()))));
        Map<String, SortedSet<String>> noticed = noticed(all(some), false);
        everyOneIsNoticed(noticed);
        String documented = documented();
        List<String> undocumented = new ArrayList<>();
        made.forEach((one, places) -> {
            String row = documented
                    .lines()
                    .filter(line -> line.startsWith(row(one, places)))
                    .findFirst()
                    .orElse("");
            String name = some.get(one).get(0).name();
            if (row.isEmpty() || !noticed.get(name).stream().allMatch(row::contains)) {
                undocumented.add(row(one, places) + " " + noticed.get(name));
            }
        });
        assertEquals(List.of(), undocumented, "not in docs/controls.md");
    }

    @Test
    @Tag("nightly")
    void everyBreakIsNoticedInEverySystemAndTheTableSaysBy() throws IOException {
        everyBreakIsNoticed(false);
    }

    /** That only a part of a unit is shown to checkov otherwise makes no difference. */
    @Test
    @Tag("nightly")
    void everyBreakIsNoticedInTheWholeUnit() throws IOException {
        everyBreakIsNoticed(true);
    }

    private static Map<Break, List<Made>> made() {
        assertTrue(BREAKS.size() >= FEWEST, BREAKS.size() + " breaks");
        assertEquals(BREAKS.size(), BREAKS.stream().map(Break::what).distinct().count(), "two breaks of one name");
        Map<Break, List<Made>> made = new LinkedHashMap<>();
        BREAKS.forEach(one -> made.put(one, make(one)));
        assertEquals(
                List.of(),
                BREAKS.stream()
                        .filter(one -> made.get(one).isEmpty())
                        .map(Break::what)
                        .toList(),
                "no unit has what they break");
        return made;
    }

    private static List<Made> all(Map<Break, List<Made>> made) {
        return made.values().stream().flatMap(List::stream).toList();
    }

    private static void everyOneIsNoticed(Map<String, SortedSet<String>> noticed) {
        assertEquals(
                List.of(),
                noticed.keySet().stream()
                        .filter(name -> noticed.get(name).isEmpty())
                        .toList(),
                "nobody noticed");
    }

    private static void everyBreakIsNoticed(boolean whole) throws IOException {
        Map<Break, List<Made>> made = made();
        List<Made> all = all(made);
        Map<String, SortedSet<String>> noticed = noticed(all, whole);
        long stopped =
                all.stream().filter(one -> !noticed.get(one.name()).isEmpty()).count();
        String table = BREAKS.size() + " mistakes, made " + all.size() + " times, of which " + stopped
                + " were noticed:\n\n" + table(made, noticed);
        Path file = FullSynthesis.root().resolve("target/controls/breaks.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
        everyOneIsNoticed(noticed);
        assertTrue(
                documented().contains("\n" + table),
                "docs/controls.md does not hold the table of " + file + ": copy it");
    }

    private static String documented() throws IOException {
        return Files.readString(FullSynthesis.root().resolve("docs/controls.md"));
    }

    @Test
    void everyCheckThatIsNeverWaivedIsOffended() {
        Set<String> offended =
                BREAKS.stream().flatMap(one -> one.neverWaived().stream()).collect(Collectors.toSet());
        assertEquals(
                List.of(),
                offended.stream()
                        .filter(check -> !Controls.NEVER_WAIVED.contains(check))
                        .toList());
        assertEquals(
                new TreeSet<>(NOT_AT_HAND),
                Controls.NEVER_WAIVED.stream()
                        .filter(check -> !offended.contains(check))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** In each system, in the first production unit that has what it breaks. */
    private static List<Made> make(Break one) {
        SortedMap<String, Made> bySystem = new TreeMap<>();
        FullSynthesis.documents().stream()
                .filter(unit -> unit.unit().path().environment().equals("prod"))
                .sorted((left, right) -> left.unit()
                        .path()
                        .toString()
                        .compareTo(right.unit().path().toString()))
                .forEach(unit -> {
                    if (!bySystem.containsKey(unit.unit().path().system())) {
                        Optional<ObjectNode> broken = one.in(unit.json());
                        broken.ifPresent(json -> bySystem.put(unit.unit().path().system(), new Made(one, unit, json)));
                    }
                });
        return List.copyOf(bySystem.values());
    }

    /** Who noticed each break, says nothing of the intact unit, and is not waived there. */
    private static Map<String, SortedSet<String>> noticed(List<Made> all, boolean whole) {
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        for (Made one : all) {
            ObjectNode before = one.unit().json();
            Set<String> near = Neighbourhood.of(before, one.broken());
            documents.put(INTACT + one.name(), whole ? before : Neighbourhood.only(before, near));
            documents.put(one.name(), whole ? one.broken() : Neighbourhood.only(one.broken(), near));
        }
        Map<String, Set<String>> byCheckov = new TreeMap<>();
        Map<String, String> paths = new TreeMap<>();
        all.forEach(one -> List.of(INTACT + one.name(), one.name()).forEach(name -> paths.put(name, one.path())));
        Checkov.scan(whole ? "breaks-in-units" : "breaks", Checkov.Framework.JSON, documents).failed().stream()
                .filter(finding -> !isWaived(finding, paths.get(finding.unit())))
                .forEach(finding -> byCheckov
                        .computeIfAbsent(finding.unit(), name -> new TreeSet<>())
                        .add(finding.check() + " " + finding.address()));
        Map<String, Set<Finding>> intact = new TreeMap<>();
        Map<String, SortedSet<String>> noticed = new TreeMap<>();
        for (Made one : all) {
            Set<String> found = new TreeSet<>(byCheckov.getOrDefault(one.name(), Set.of()));
            found.removeAll(byCheckov.getOrDefault(INTACT + one.name(), Set.of()));
            SortedSet<String> by =
                    found.stream().map(text -> text.split(" ")[0]).collect(Collectors.toCollection(TreeSet::new));
            Set<Finding> before = intact.computeIfAbsent(one.path(), path -> Set.copyOf(byRules(one.unit())));
            byRules(new UnitDocument(one.unit().unit(), one.broken())).stream()
                    .filter(finding -> !before.contains(finding))
                    .filter(finding -> !isWaived(finding, one.path()))
                    .forEach(finding -> by.add(finding.check().replace('-', ' ')));
            noticed.put(one.name(), by);
        }
        return noticed;
    }

    /** Whether the gate would let a finding pass in a unit. */
    private static boolean isWaived(Finding finding, String path) {
        Finding there = new Finding(path, finding.check(), finding.address(), finding.message());
        return WAIVERS
                .computeIfAbsent(
                        path.substring(0, path.indexOf('/')),
                        system -> Waivers.of(
                                FullSynthesis.root().resolve("environments").resolve(system)))
                .stream()
                .anyMatch(waiver -> waiver.covers(there));
    }

    private static List<Finding> byRules(UnitDocument document) {
        List<Finding> findings = new ArrayList<>();
        Controls.ALL.forEach(rule -> findings.addAll(rule.inspect(document).findings()));
        return findings;
    }

    private static String table(Map<Break, List<Made>> made, Map<String, SortedSet<String>> noticed) {
        StringBuilder table = new StringBuilder("| break | made in | never waived | noticed by |\n|---|---|---|---|\n");
        made.forEach((one, places) -> {
            SortedMap<String, Integer> by = new TreeMap<>();
            places.forEach(place -> noticed.get(place.name()).forEach(who -> by.merge(who, 1, Integer::sum)));
            table.append(row(one, places))
                    .append(by.entrySet().stream()
                            .map(who ->
                                    who.getKey() + (who.getValue() < places.size() ? " (" + who.getValue() + ")" : ""))
                            .collect(Collectors.joining(", ")))
                    .append(" |\n");
        });
        return table.toString();
    }

    /** All but who noticed it. */
    private static String row(Break one, List<Made> places) {
        return "| " + one.what() + " | " + places.size() + ": "
                + places.stream().map(Made::system).collect(Collectors.joining(", ")) + " | "
                + String.join(", ", one.neverWaived()) + " | ";
    }
}
