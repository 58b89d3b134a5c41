package groundplan.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import groundplan.catalogue.Kinds;
import groundplan.jsii.JsiiStart;
import groundplan.json.TerraformJson;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.constructs.Construct;

/** An environment {@code shop/dev} in {@code us-east-1}, synthesized from the units that a test writes down. */
public final class Synthesized {
    private static final String SYSTEM =
            """
      region: us-east-1
      account_id: "123456789012"
      state:
        bucket: shop-terraform-state
        lock_table: shop-terraform-locks
      units:
      """;

    private final Map<String, UnitJson> units = new TreeMap<>();
    private final List<UnitDocument> documents;

    private Synthesized(List<UnitDocument> documents) {
        this.documents = documents;
        documents.forEach(document -> units.put(
                document.unit().path().unit(),
                new UnitJson(document.unit().path().unit(), document.json())));
    }

    /**
     * Synthesizes an environment.
     *
     * @param unitsYaml what stands below {@code units:}
     */
    public static Synthesized of(String unitsYaml) {
        return of("", unitsYaml);
    }

    /**
     * Synthesizes an environment that says more of itself.
     *
     * @param environmentYaml what stands in {@code environment.yaml} beside {@code units:}
     * @param unitsYaml what stands below {@code units:}
     */
    public static Synthesized of(String environmentYaml, String unitsYaml) {
        try {
            return new Synthesized(documents(read(environmentYaml, unitsYaml)));
        } catch (InvalidSettings e) {
            throw new AssertionError("the settings of the test have problems:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The document of a stack that a test builds itself.
     *
     * @param stack builds it; other threads do not use the jsii kernel meanwhile
     */
    public static ObjectNode document(Function<Construct, TerraformStack> stack) {
        JsiiStart.KERNEL.lock();
        try {
            return TerraformJson.read(Testing.synth(stack.apply(Testing.app())));
        } finally {
            JsiiStart.KERNEL.unlock();
        }
    }

    /** The documents of all units, in dependency order. */
    public List<UnitDocument> documents() {
        return documents;
    }

    /** What the settings reader says of the units; empty when they are fine. */
    public static List<String> problems(String unitsYaml) {
        return problems("", unitsYaml);
    }

    /** The same of an environment that says more of itself. */
    public static List<String> problems(String environmentYaml, String unitsYaml) {
        try {
            read(environmentYaml, unitsYaml);
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    /** A unit's document; fails when there is none. */
    public UnitJson unit(String name) {
        if (!units.containsKey(name)) {
            throw new AssertionError("no unit " + name + " among " + units.keySet());
        }
        return units.get(name);
    }

    private static List<EnvironmentModel> read(String environmentYaml, String unitsYaml) throws InvalidSettings {
        try {
            Path root = Files.createTempDirectory("groundplan-test-");
            try {
                Path system = Files.createDirectories(root.resolve("environments/shop"));
                Files.writeString(
                        system.resolve("system.yaml"),
                        SYSTEM + unitsYaml.stripTrailing().indent(2));
                Files.writeString(
                        Files.createDirectories(system.resolve("dev")).resolve("environment.yaml"),
                        environmentYaml + "units: {}\n");
                return SettingsTree.read(root, Kinds.all());
            } finally {
                TestFiles.delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<UnitDocument> documents(List<EnvironmentModel> environments) throws IOException {
        Path cache = Files.createTempDirectory("groundplan-test-");
        try {
            return new Synthesis(cache.resolve("units"), true, unit -> {})
                    .of(environments.stream()
                            .flatMap(e -> e.units().stream())
                            .collect(java.util.stream.Collectors.toList()));
        } finally {
            TestFiles.delete(cache);
        }
    }
}
