package groundplan.cli;

import groundplan.kernel.UnitPath;
import groundplan.live.TreeWriter;
import groundplan.settings.SettingsTree;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "new",
        description = "Writes the settings of a new system or environment, commented, ready to edit.",
        mixinStandardHelpOptions = true)
final class NewCommand {
    @ParentCommand
    GroundplanCommand parent;

    @Command(name = "system", description = "A new system with one environment, dev.", mixinStandardHelpOptions = true)
    int system(
            @Parameters(paramLabel = "SYSTEM", description = "Its name: lower-case words joined by '-'.") String system,
            @Option(
                            names = "--account-id",
                            required = true,
                            paramLabel = "ID",
                            description = "The AWS account of its first environment.")
                    String account,
            @Option(
                            names = "--region",
                            paramLabel = "REGION",
                            defaultValue = "us-east-1",
                            description = "Its region. Default: ${DEFAULT-VALUE}.")
                    String region)
            throws IOException {
        Path folder = folder(system);
        if (Files.exists(folder)) {
            throw Failure.badInput("there is a system '" + system + "' already");
        }
        if (!account.matches("[0-9]{12}")) {
            throw Failure.badInput("'" + account + "' is not an account id of 12 digits");
        }
        if (!UnitPath.isRegion(region) || region.equals(UnitPath.GLOBAL)) {
            throw Failure.badInput("'" + region + "' is not an AWS region such as us-east-1");
        }
        TreeMap<String, String> files = new TreeMap<>();
        files.put(
                SettingsTree.FOLDER + "/" + system + "/system.yaml",
                template("system.yaml")
                        .replace("SYSTEM", system)
                        .replace("ACCOUNT", account)
                        .replace("REGION", region));
        files.put(
                SettingsTree.FOLDER + "/" + system + "/dev/environment.yaml",
                (template("environment.yaml") + template("state-unit.yaml"))
                        .replace("SYSTEM", system)
                        .replace("ENVIRONMENT", "dev"));
        return write(files);
    }

    @Command(name = "environment", description = "A new environment of a system.", mixinStandardHelpOptions = true)
    int environment(@Parameters(paramLabel = "SYSTEM/ENVIRONMENT", description = "Such as shop/qa.") String path)
            throws IOException {
        String[] parts = path.split("/");
        if (parts.length != 2 || !UnitPath.isWord(parts[1])) {
            throw Failure.badInput("'" + path + "' is not <system>/<environment> in lower-case words joined by '-'");
        }
        if (!Files.exists(folder(parts[0]).resolve("system.yaml"))) {
            throw Failure.badInput(
                    "there is no system '" + parts[0] + "'; `groundplan new system " + parts[0] + "` makes it");
        }
        if (Files.exists(folder(parts[0]).resolve(parts[1]))) {
            throw Failure.badInput("there is an environment '" + path + "' already");
        }
        TreeMap<String, String> files = new TreeMap<>();
        files.put(
                SettingsTree.FOLDER + "/" + path + "/environment.yaml",
                template("environment.yaml").replace("SYSTEM", parts[0]).replace("ENVIRONMENT", parts[1]));
        return write(files);
    }

    private Path folder(String system) {
        if (!UnitPath.isWord(system)) {
            throw Failure.badInput("'" + system + "' cannot name a system: lower-case words joined by '-'");
        }
        return parent.project().root().resolve(SettingsTree.FOLDER).resolve(system);
    }

    private int write(SortedMap<String, String> files) throws IOException {
        Project project = parent.project();
        new TreeWriter(project.root(), project.home().resolve("staging/new"))
                .write(files)
                .forEach(file -> parent.console().out().println(file));
        parent.console().err().println("Edit these, then: ./groundplan validate && ./groundplan synth");
        return ExitCode.FINE;
    }

    private static String template(String name) throws IOException {
        try (InputStream in = NewCommand.class.getResourceAsStream("/groundplan/cli/new/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
