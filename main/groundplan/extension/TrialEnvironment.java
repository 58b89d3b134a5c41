package groundplan.extension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.files.TemporaryFolder;
import groundplan.kernel.KindProvider;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.settings.SettingsTree;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An environment for the tests of a repository's own kinds: {@code trial/dev} in {@code us-east-1}, with the units that a test
 * writes down.
 */
public final class TrialEnvironment {
    private static final String SYSTEM =
            """
            region: us-east-1
            account_id: "123456789012"
            state:
              bucket: trial-terraform-state
              lock_table: trial-terraform-locks
            units:
            """;

    private final List<Problem> problems;
    private final Map<String, ObjectNode> documents;

    private TrialEnvironment(List<Problem> problems, Map<String, ObjectNode> documents) {
        this.problems = problems;
        this.documents = documents;
    }

    /**
     * Reads the settings, and synthesizes the units unless the settings have problems.
     *
     * @param own the kinds under test; the built-in ones are there too
     * @param units what a settings file contains below {@code units:}, as YAML
     */
    public static TrialEnvironment of(KindProvider own, String units) {
        try {
            Path folder = TemporaryFolder.create("groundplan-trial-");
            try {
                Path system = Files.createDirectories(folder.resolve("environments/trial/dev"));
                Files.writeString(
                        system.resolveSibling("system.yaml"),
                        SYSTEM + units.stripTrailing().indent(2));
                Files.writeString(system.resolve("environment.yaml"), "units: {}\n");
                return synthesized(folder, new Extension(own.kinds(), Collections.emptySortedMap()));
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrialEnvironment synthesized(Path folder, Extension extension) throws IOException {
        List<EnvironmentModel> environments;
        try {
            environments = SettingsTree.read(folder, extension.withBuiltIn());
        } catch (InvalidSettings invalid) {
            return new TrialEnvironment(invalid.problems(), Map.of());
        }
        Map<String, ObjectNode> documents = new TreeMap<>();
        for (UnitDocument document :
                new Synthesis(folder.resolve("units"), true, unit -> {}).of(EnvironmentModel.units(environments))) {
            documents.put(document.unit().path().unit(), document.json());
        }
        return new TrialEnvironment(List.of(), documents);
    }

    /** What is wrong with the settings, as {@code validate} prints it; empty when nothing is. */
    public List<String> problems() {
        return problems.stream().map(Problem::toString).toList();
    }

    /**
     * The Terraform JSON of a unit.
     *
     * @throws IllegalArgumentException when there is no such unit, or when the settings have problems, which the message lists
     */
    public ObjectNode document(String unit) {
        ObjectNode found = documents.get(unit);
        if (found == null) {
            throw new IllegalArgumentException(
                    problems.isEmpty()
                            ? "no unit '" + unit + "' among " + documents.keySet()
                            : "the settings have problems:\n" + String.join("\n", problems()));
        }
        return found;
    }

    /**
     * The arguments of a resource.
     *
     * @param address such as {@code aws_dynamodb_table.main}
     * @throws IllegalArgumentException when the unit has no such resource
     */
    public JsonNode resource(String unit, String address) {
        String[] parts = address.split("\\.", 2);
        JsonNode found = document(unit).path("resource").path(parts[0]).path(parts.length == 2 ? parts[1] : "");
        if (found.isMissingNode()) {
            throw new IllegalArgumentException(
                    unit + " has no " + address + "; it has " + UnitDocument.addresses(document(unit)));
        }
        return found;
    }
}
