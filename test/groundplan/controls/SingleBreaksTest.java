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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Makes one mistake at a time in a production unit: a rule of ours or checkov must notice each. */
class SingleBreaksTest {
  private static final int FEWEST = 90;
  private static final List<Break> BREAKS = Stream
      .of(NetworkBreaks.ALL, ComputeBreaks.ALL, DataBreaks.ALL, IdentityBreaks.ALL).flatMap(Collection::stream).toList();

  @Test
  void everyBreakIsNoticedAndTheTableSaysBy() throws IOException {
    Map<String, SortedSet<String>> noticed = noticed();
    String table = "| break | unit | noticed by |\n|---|---|---|\n" + BREAKS.stream().map(one -> "| " + one.what() + " | "
        + one.unit() + " | " + String.join(", ", noticed.get(name(one))) + " |\n").collect(Collectors.joining());
    Path file = FullSynthesis.root().resolve("target/controls/breaks.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, table);
    assertEquals(List.of(), BREAKS.stream().map(SingleBreaksTest::name).filter(name -> noticed.get(name).isEmpty()).toList(),
        "nobody noticed");
    assertTrue(BREAKS.size() >= FEWEST, BREAKS.size() + " breaks");
    String documented = Files.readString(FullSynthesis.root().resolve("docs/controls.md"));
    assertTrue(documented.contains("\n" + table), "docs/controls.md does not hold the table of " + file + ": copy it");
  }

  /** Who noticed each break and says nothing of the intact unit. */
  private static Map<String, SortedSet<String>> noticed() {
    Map<String, UnitDocument> intact = intact();
    Map<String, ObjectNode> broken = new LinkedHashMap<>();
    intact.forEach((path, unit) -> broken.put(path, unit.json()));
    BREAKS.forEach(one -> broken.put(name(one), one.of(intact.get(one.unit()).json())));
    Map<String, Set<String>> byCheckov = new HashMap<>();
    Checkov.scan(Checkov.Framework.JSON, broken).failed().forEach(finding ->
        byCheckov.computeIfAbsent(finding.unit(), name -> new TreeSet<>()).add(finding.check() + " " + finding.address()));
    Map<String, SortedSet<String>> noticed = new TreeMap<>();
    for (Break one : BREAKS) {
      UnitDocument unit = intact.get(one.unit());
      Set<String> found = new TreeSet<>(byCheckov.getOrDefault(name(one), Set.of()));
      found.removeAll(byCheckov.getOrDefault(one.unit(), Set.of()));
      SortedSet<String> by = found.stream().map(text -> text.split(" ")[0]).collect(Collectors.toCollection(TreeSet::new));
      List<Finding> before = byRules(unit);
      byRules(new UnitDocument(unit.unit(), broken.get(name(one)))).stream().filter(finding -> !before.contains(finding))
          .forEach(finding -> by.add(finding.check().replace('-', ' ')));
      noticed.put(name(one), by);
    }
    return noticed;
  }

  private static List<Finding> byRules(UnitDocument document) {
    List<Finding> findings = new ArrayList<>();
    Controls.ALL.forEach(rule -> findings.addAll(rule.inspect(document).findings()));
    return findings;
  }

  private static Map<String, UnitDocument> intact() {
    Set<String> wanted = BREAKS.stream().map(Break::unit).collect(Collectors.toSet());
    Map<String, UnitDocument> intact = new TreeMap<>();
    FullSynthesis.documents().stream().filter(document -> wanted.contains(document.unit().path().toString()))
        .forEach(document -> intact.put(document.unit().path().toString(), document));
    assertEquals(wanted, intact.keySet());
    return intact;
  }

  private static String name(Break one) {
    return one.unit() + ": " + one.what();
  }
}
