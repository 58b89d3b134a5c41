package groundplan.controls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All findings in what the committed settings generate: made once for the whole test run. */
final class Scans {
    private Scans() {}

    /** checkov's reports on all units of all environments. */
    static Map<Checkov.Framework, Checkov> reports() {
        return Shared.REPORTS;
    }

    /** What our own rules say, environment by environment as they apply. */
    static List<Finding> ofRules() {
        return Inspected.FINDINGS;
    }

    private static List<Finding> inspect() {
        List<Finding> findings = new ArrayList<>();
        for (UnitDocument document : FullSynthesis.documents()) {
            Controls.ALL.stream()
                    .filter(rule -> rule.appliesTo(document.unit().path().environment()))
                    .forEach(rule -> findings.addAll(rule.inspect(document).findings()));
        }
        return List.copyOf(findings);
    }

    /** The findings of both scans and of the rules, each once, in the units whose path begins so. */
    static List<Finding> all(String prefix) {
        Map<String, Finding> all = new TreeMap<>();
        reports().values().forEach(report -> report.failed()
                .forEach(finding -> all.putIfAbsent(finding.key(), finding)));
        ofRules().forEach(finding -> all.putIfAbsent(finding.key() + finding.message(), finding));
        all.values().removeIf(finding -> !finding.unit().startsWith(prefix));
        return List.copyOf(all.values());
    }

    private static Map<Checkov.Framework, Checkov> scan() {
        List<PlannedUnit> units = Followed.all(OfflinePlans.all().values().stream()
                .flatMap(plans -> plans.units().stream())
                .toList());
        Map<Checkov.Framework, Checkov> reports = new EnumMap<>(Checkov.Framework.class);
        reports.put(Checkov.Framework.PLAN, scan(Checkov.Framework.PLAN, units, PlannedUnit::plan));
        reports.put(Checkov.Framework.JSON, scan(Checkov.Framework.JSON, units, PlannedUnit::live));
        return reports;
    }

    private static Checkov scan(
            Checkov.Framework framework, List<PlannedUnit> units, Function<PlannedUnit, ObjectNode> document) {
        Checkov report = Checkov.scan(framework.name().toLowerCase(Locale.ROOT), framework, byPath(units, document));
        return new Checkov(
                report.parsingErrors(),
                report.checks(),
                report.failed().stream()
                        .filter(finding -> !Followed.isCopy(finding)
                                && units.stream()
                                        .noneMatch(
                                                unit -> unit.path().toString().equals(finding.unit())
                                                        && Followed.isOfATask(unit, finding)))
                        .toList());
    }

    private static Map<String, ObjectNode> byPath(List<PlannedUnit> units, Function<PlannedUnit, ObjectNode> document) {
        Map<String, ObjectNode> byPath = new TreeMap<>();
        units.forEach(unit -> byPath.put(unit.path().toString(), document.apply(unit)));
        return byPath;
    }

    private static final class Shared {
        static final Map<Checkov.Framework, Checkov> REPORTS = scan();
    }

    /** Apart from the reports, which need checkov. */
    private static final class Inspected {
        static final List<Finding> FINDINGS = inspect();
    }
}
