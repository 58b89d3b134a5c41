package groundplan.testing;

import groundplan.catalogue.Kinds;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Every unit of the committed settings, synthesized once for the whole test run. */
public final class FullSynthesis {
    private FullSynthesis() {}

    /** The project's folder, where Maven runs the tests. */
    public static Path root() {
        return Path.of("").toAbsolutePath();
    }

    /** All environments of all systems. */
    public static List<EnvironmentModel> environments() {
        return Shared.ENVIRONMENTS;
    }

    /** The documents of all units, each behind those that it reads. */
    public static List<UnitDocument> documents() {
        return Shared.DOCUMENTS;
    }

    /**
     * One unit's document.
     *
     * @param path such as {@code shop/dev/us-east-1/network}
     */
    public static UnitJson unit(String path) {
        return documents().stream()
                .filter(document -> document.unit().path().toString().equals(path))
                .findFirst()
                .map(document -> new UnitJson(path, document.json()))
                .orElseThrow(() -> new AssertionError("there is no unit " + path));
    }

    /** A {@code GROUNDPLAN_HOME} that holds the documents: a command that uses it builds none of them again. */
    public static Path home() {
        documents();
        return Shared.HOME;
    }

    private static final class Shared {
        static final Path HOME = TestFiles.forThisRun();
        static final List<EnvironmentModel> ENVIRONMENTS = read();
        static final List<UnitDocument> DOCUMENTS = synthesize(ENVIRONMENTS);

        private static List<EnvironmentModel> read() {
            try {
                return SettingsTree.read(root(), Kinds.all());
            } catch (InvalidSettings e) {
                throw new AssertionError("the committed settings have problems:\n" + e.getMessage(), e);
            }
        }

        private static List<UnitDocument> synthesize(List<EnvironmentModel> environments) {
            try {
                return List.copyOf(new Synthesis(HOME.resolve("cache/units"), true, unit -> {})
                        .of(EnvironmentModel.units(environments)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
