package groundplan.testing;

import groundplan.catalogue.Kinds;
import groundplan.cli.Main;
import groundplan.console.Console;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A project of a test's own, and Groundplan's command line on it.
 *
 * @param root its folder
 */
public record TempProject(Path root) {
    /** Where {@link #shop} keeps what holds for all environments. */
    public static final String SYSTEM = "environments/shop/system.yaml";

    /** Where {@link #shop} keeps what holds for {@code dev}. */
    public static final String DEV = "environments/shop/dev/environment.yaml";

    /** A system {@code shop} with keys and a network in {@code us-east-1}, and one environment, {@code dev}. */
    public static TempProject shop(Path folder) {
        return new TempProject(folder)
                .with(
                        SYSTEM,
                        """
        region: us-east-1
        account_id: "123456789012"
        state:
          bucket: shop-terraform-state
          lock_table: shop-terraform-locks
        units:
          kms:
          network:
            cidr: 10.0.0.0/16
            zones: [a, b]
        """)
                .with(DEV, "units: {}\n");
    }

    /** Writes a file, below the project's folder. */
    public TempProject with(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file, below the project's folder. */
    public String text(String path) {
        return Repository.text(root.resolve(path));
    }

    /** The files below a folder of the project, byte for byte. */
    public SortedMap<String, String> files(String folder) {
        return TestFiles.read(root.resolve(folder));
    }

    /** The folder of caches and working files. */
    public Path home() {
        return root.resolve(".groundplan");
    }

    /** Runs one command as a script would: nobody watches. */
    public Outcome run(String... arguments) {
        return run(Map.of(), false, arguments);
    }

    /**
     * Runs one command.
     *
     * @param variables environment variables beside {@code GROUNDPLAN_HOME}
     * @param terminal whether somebody watches
     */
    public Outcome run(Map<String, String> variables, boolean terminal, String... arguments) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "GROUNDPLAN_HOME",
                home().toString(),
                "GROUNDPLAN_PROGRAM",
                Repository.root().toString(),
                "GROUNDPLAN_CWD",
                root.toString()));
        all.putAll(variables);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        boolean colour = terminal && !all.containsKey("NO_COLOR");
        int exit = Main.run(new Console(new PrintWriter(out), new PrintWriter(err), colour, terminal), all, arguments);
        return new Outcome("groundplan " + String.join(" ", arguments), exit, out.toString(), err.toString());
    }

    /** The environments that the settings describe; fails when there are problems. */
    public List<EnvironmentModel> environments() {
        try {
            return SettingsTree.read(root, Kinds.all());
        } catch (InvalidSettings e) {
            throw new AssertionError("the settings of the test have problems:\n" + e.getMessage(), e);
        }
    }

    /** The units of all environments. */
    public List<UnitModel<?, ?>> units() {
        return EnvironmentModel.units(environments());
    }

    /** The documents of all units, kept in {@link #home}. */
    public List<UnitDocument> documents() {
        try {
            return new Synthesis(home().resolve("cache/units"), false, unit -> {}).of(units());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
