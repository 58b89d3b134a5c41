package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.references.OutputReference;
import groundplan.synth.CdktfOut;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stacks of CDKTF, read as root modules that somebody else has made. */
class CdktfTreeTest {
    @TempDir
    Path folder;

    /** What the settings wire is what their lookups of states say, and every provider is configured once for all stacks. */
    @Test
    void stacksReadTheOutputsThatTheSettingsWire() throws IOException {
        List<UnitDocument> documents = FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().startsWith("sarc-ng/dev/"))
                .toList();
        Path out = Files.createDirectories(folder.resolve("repository/cdktf.out"));
        for (Map.Entry<String, String> file : CdktfOut.files(documents).entrySet()) {
            Files.createDirectories(out.resolve(file.getKey()).getParent());
            Files.writeString(out.resolve(file.getKey()), file.getValue());
        }
        SortedMap<String, SortedSet<String>> wired = new TreeMap<>();
        for (UnitDocument document : documents) {
            wired.put(document.unit().path().stackId(), outputs(document.template().references().stream()));
        }
        PlainReader reader = new PlainReader(
                out,
                TreeFiles.terraform(),
                TreeFiles.variables(),
                PlainOptions.none(out),
                Files.createTempDirectory(folder, "work"),
                TreeVersion.NOW);
        SortedMap<String, SortedSet<String>> read = new TreeMap<>();
        for (TreeUnit unit : reader.read().units()) {
            read.put(
                    unit.unit().path().inEnvironment().replace("stacks/", ""),
                    outputs(unit.unit().inputs().values().stream().flatMap(input -> input.references().stream())));
            assertEquals(
                    Optional.empty(),
                    Optional.ofNullable(unit.unit().configuration().get("provider")));
        }
        assertEquals(wired, read);
    }

    private static SortedSet<String> outputs(Stream<OutputReference> references) {
        SortedSet<String> outputs = new TreeSet<>();
        references.forEach(reference -> {
            boolean stack = reference.unit().inEnvironment().startsWith("stacks/");
            outputs.add((stack
                            ? reference.unit().inEnvironment().substring("stacks/".length())
                            : reference.unit().stackId())
                    + " " + reference.output());
        });
        return outputs;
    }
}
