package groundplan.testing;

import groundplan.extension.Extension;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The repository in {@code docs/examples/harbor}, copied: it has a kind of its own, and two environments in two accounts. */
public final class Harbor {
    /** The folder of the repository. */
    public static final Path FOLDER = Repository.root().resolve("docs/examples/harbor");

    private Harbor() {}

    /** A copy of what is committed of it. */
    public static TempProject in(Path folder) {
        try {
            for (String part : List.of("environments", "modules", "terragrunt", "test")) {
                TestFiles.copyVisible(FOLDER.resolve(part), folder.resolve(part));
            }
            return new TempProject(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of all its units. */
    public static List<UnitDocument> documents(TempProject harbor) {
        try {
            SettingsTree.Vocabulary vocabulary = Extension.of(harbor.root(), harbor.home(), Repository.root())
                    .vocabulary();
            return new Synthesis(harbor.home().resolve("cache/units"), false, unit -> {})
                    .of(EnvironmentModel.units(SettingsTree.read(harbor.root(), vocabulary)));
        } catch (InvalidSettings e) {
            throw new AssertionError("the example has problems:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
