package groundplan.synth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.references.Template;
import groundplan.settings.Problem;
import groundplan.settings.Refactoring;
import groundplan.settings.RefactoringSettings;
import groundplan.settings.SourceLocation;
import groundplan.settings.UnitModel;
import java.util.List;
import java.util.SortedSet;

/** Writes a unit's {@link Refactoring} as blocks of its document. */
final class RefactoringBlocks {
    private RefactoringBlocks() {}

    /**
     * Writes the blocks.
     *
     * @param document the unit's document as CDKTF synthesized it; it is changed
     * @param problems receives the addresses that the unit does not have
     */
    static void into(UnitModel<?, ?> unit, ObjectNode document, List<Problem> problems) {
        Refactoring transition = unit.transition();
        rearrange(unit, transition.rearrangement(), document, problems);
        if (!transition.imports().isEmpty()) {
            SortedSet<String> addresses = UnitDocument.addresses(document);
            ArrayNode imports = document.putArray("import");
            transition.imports().forEach((address, adoption) -> {
                if (!addresses.contains(ResourceAddress.parse(address).resource())) {
                    problems.add(new Problem(
                            adoption.mark(),
                            address,
                            shown(unit.path()) + " has no such resource"
                                    + Nearest.hint(address, sameType(address, addresses))));
                }
                imports.addObject().put("to", address).put("id", Template.literal(adoption.id()));
            });
        }
    }

    private static void rearrange(
            UnitModel<?, ?> unit, RefactoringSettings rearrangement, ObjectNode document, List<Problem> problems) {
        SortedSet<String> addresses = UnitDocument.addresses(document);
        SourceLocation mark = unit.node().mark();
        rearrangement.moved().forEach((from, to) -> {
            if (!addresses.contains(to)) {
                problems.add(new Problem(
                        mark,
                        "moved." + from,
                        shown(unit.path()) + " has no resource " + to + Nearest.hint(to, sameType(to, addresses))));
            }
            if (addresses.contains(from)) {
                problems.add(new Problem(
                        mark, "moved." + from, shown(unit.path()) + " still has a resource at the former address"));
            }
            document.withArrayProperty("moved").addObject().put("from", from).put("to", to);
        });
        if (rearrangement.releasesAll()) {
            document.remove(List.of("resource", "output", "data"));
            addresses.forEach(address -> release(document, address));
            return;
        }
        rearrangement.released().forEach(address -> {
            if (addresses.contains(address)) {
                problems.add(new Problem(
                        mark,
                        "released",
                        shown(unit.path()) + " still has a resource " + address + ": remove it from the settings too"));
            }
            release(document, address);
        });
    }

    private static void release(ObjectNode document, String address) {
        document.withArrayProperty("removed")
                .addObject()
                .put("from", address)
                .putObject("lifecycle")
                .put("destroy", false);
    }

    /** The candidates for a hint: resources of the type, if the unit has any of it. */
    private static List<String> sameType(String address, SortedSet<String> addresses) {
        String type = ResourceAddress.parse(address).type() + ".";
        List<String> same = addresses.stream()
                .filter(candidate -> candidate.startsWith(type))
                .toList();
        return same.isEmpty() ? List.copyOf(addresses) : same;
    }

    private static String shown(UnitPath path) {
        return path.inEnvironment();
    }
}
