package groundplan.guard;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.OutputDeclaration;
import groundplan.kernel.UnitPath;
import groundplan.plan.AppliedReads;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Outputs that applied units still use, although they are no longer in the settings. The resource of such an output may be destroyed
 * before its readers have stopped using it.
 */
final class RemovedOutputs {
    private RemovedOutputs() {}

    /**
     * A removed output that is still used.
     *
     * @param producer the unit that published it
     * @param output its name, with the key if only one key of a map is removed
     * @param readers the applied units that use it
     */
    record Ended(UnitPath producer, String output, SortedSet<UnitPath> readers) {}

    /**
     * All removed outputs that are still used.
     *
     * @param documents the documents of the planned units
     * @param states the states of the applied units
     */
    static List<Ended> of(List<UnitDocument> documents, Map<UnitPath, StateFile> states) {
        AppliedReads reads = new AppliedReads(states);
        Map<UnitPath, String> texts = new HashMap<>();
        documents.forEach(
                document -> texts.put(document.unit().path(), document.json().toString()));
        Set<String> staying = staying(documents, states);
        List<Ended> found = new ArrayList<>();
        for (UnitDocument document : documents) {
            UnitPath producer = document.unit().path();
            ended(document, states.get(producer)).forEach((name, values) -> {
                SortedSet<UnitPath> readers = new TreeSet<>();
                values.stream()
                        .filter(AppliedReads::telling)
                        .filter(value -> !staying.contains(value))
                        .forEach(value -> reads.holding(value).stream()
                                // A unit whose own settings contain the value does not get it from the output.
                                .filter(reader ->
                                        !texts.getOrDefault(reader, "").contains(value))
                                .forEach(readers::add));
                readers.remove(producer);
                if (!readers.isEmpty()) {
                    found.add(new Ended(producer, name, readers));
                }
            });
        }
        return found;
    }

    /** The outputs that a unit has in its state and no longer publishes, with their values. */
    private static Map<String, List<String>> ended(UnitDocument document, StateFile state) {
        Map<String, List<String>> ended = new HashMap<>();
        if (state == null) {
            return ended;
        }
        Map<String, OutputDeclaration> declared = new HashMap<>();
        document.unit().outputs().forEach(output -> declared.put(output.name(), output));
        state.outputs().properties().forEach(output -> {
            JsonNode value = output.getValue().path("value");
            OutputDeclaration still = declared.get(output.getKey());
            if (still == null) {
                ended.put(output.getKey(), AppliedReads.values(value));
            } else if (value.isObject()) {
                value.properties().forEach(entry -> {
                    if (!still.keys().contains(entry.getKey())) {
                        ended.put(output.getKey() + "." + entry.getKey(), AppliedReads.values(entry.getValue()));
                    }
                });
            }
        });
        return ended;
    }

    /** The values of outputs that stay: a unit that contains one of them may have read it from there. */
    private static Set<String> staying(List<UnitDocument> documents, Map<UnitPath, StateFile> states) {
        Map<UnitPath, UnitDocument> byPath = new HashMap<>();
        documents.forEach(document -> byPath.put(document.unit().path(), document));
        Set<String> staying = new HashSet<>();
        states.forEach((path, state) -> {
            Set<String> gone = new HashSet<>();
            if (byPath.containsKey(path)) {
                ended(byPath.get(path), state).values().forEach(gone::addAll);
            }
            state.outputs().forEach(output -> AppliedReads.values(output.path("value")).stream()
                    .filter(value -> !gone.contains(value))
                    .forEach(staying::add));
        });
        return staying;
    }
}
