package groundplan.workspace;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.kernel.Nearest;
import groundplan.kernel.Regions;
import groundplan.kernel.UnitPath;
import groundplan.live.TreeWriter;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of a new system or environment, made from commented templates.
 *
 * @param project where they are written
 */
public record NewSettings(Project project) {
    /** The environment that a new system begins with. */
    public static final String FIRST_ENVIRONMENT = "dev";

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final String FORM = "lower-case words joined by '-'";

    /**
     * Writes a system with one environment, dev.
     *
     * @param account the account of dev, 12 digits
     * @param region the region of dev
     * @return the files that were written
     * @throws Failure for a name, account or region that cannot be, or a system that exists
     */
    public List<String> system(String system, String account, String region) throws IOException {
        return write(filesOfSystem(system, account, region));
    }

    /** What {@link #system} writes: texts by path. */
    public Map<String, String> filesOfSystem(String system, String account, String region) throws IOException {
        Path folder = folder(system);
        if (Files.exists(folder)) {
            throw Failure.badInput("there is already a system '" + system + "'; add an environment with: "
                    + project.command() + " new environment " + system + "/NAME");
        }
        refuseAccount(account);
        Optional<String> problem = Regions.problem(region);
        if (problem.isPresent()) {
            throw Failure.badInput(
                    problem.get() + Nearest.hint(region, Regions.names()).replaceFirst("; known: .*", ""));
        }
        String of = SettingsTree.FOLDER + "/" + system;
        return Map.of(
                of + "/system.yaml",
                template("system.yaml")
                        .replace("SYSTEM", system)
                        .replace("ACCOUNT", account)
                        .replace("REGION", region),
                of + "/" + FIRST_ENVIRONMENT + "/environment.yaml",
                (template("environment.yaml") + template("state-unit.yaml"))
                        .replace("SYSTEM", system)
                        .replace("ENVIRONMENT", FIRST_ENVIRONMENT));
    }

    /**
     * Refuses what cannot be an account.
     *
     * @throws Failure when it is not 12 digits
     */
    public static void refuseAccount(String account) {
        if (!account.matches("[0-9]{12}")) {
            throw Failure.badInput("'" + account + "' is not an account id of 12 digits");
        }
    }

    /** Whether an environment is one of production, as its name tells: nothing is relaxed there. */
    public static boolean isProduction(String environment) {
        return environment.matches("(.+-)?(prod|production|prd|live)(-.+)?")
                && !environment.matches("(.+-)?(non|no|not|pre)-.*");
    }

    /**
     * Writes an environment of a system that exists.
     *
     * @param path {@code <system>/<environment>}
     * @param account its AWS account, 12 digits, if that is not the system's; the bucket of its states is then in it
     * @return the files that were written
     * @throws Failure for a path or an account that cannot be, a system that does not exist or an environment that does
     */
    public List<String> environment(String path, Optional<String> account) throws IOException {
        String[] parts = path.split("/");
        if (parts.length != 2 || !UnitPath.isWord(parts[1])) {
            throw Failure.badInput("'" + path + "' is not <system>/<environment> in " + FORM);
        }
        refuseLong(parts[1]);
        if (!Files.exists(folder(parts[0]).resolve("system.yaml"))) {
            throw Failure.badInput("there is no system '" + parts[0] + "'; create it with: " + project.command()
                    + " new system " + parts[0] + " --account-id ID");
        }
        if (Files.exists(folder(parts[0]).resolve(parts[1]))) {
            throw Failure.badInput("there is already an environment '" + path + "'");
        }
        account.ifPresent(NewSettings::refuseAccount);
        String text = template(isProduction(parts[1]) ? "production.yaml" : "environment.yaml");
        if (account.isPresent()) {
            refuseAccountOf(parts[0], account.get());
            text = isProduction(parts[1])
                    ? text.replaceFirst("(?s)# Production is best kept.*", "") + template("account.yaml") + "units:\n"
                    : text.replaceFirst("(?m)^units:", template("account.yaml") + "units:");
            text = (text + template("state-unit.yaml"))
                    .replace("units:\n\n", "units:\n")
                    .replace("ACCOUNT", account.get());
        }
        return write(Map.of(
                SettingsTree.FOLDER + "/" + path + "/environment.yaml",
                text.replace("SYSTEM", parts[0]).replace("ENVIRONMENT", parts[1])));
    }

    /** A value that repeats what it inherits is an error in settings. */
    private void refuseAccountOf(String system, String account) throws IOException {
        Path file = folder(system).resolve("system.yaml");
        if (YAML.readTree(file.toFile()).path("account_id").asText().equals(account)) {
            throw Failure.badInput("--account-id: " + account + " is the account of " + system + " already ("
                    + project.root().relativize(file) + "); leave it out");
        }
    }

    private Path folder(String system) {
        if (!UnitPath.isWord(system)) {
            throw Failure.badInput("'" + system + "' is not the name of a system: " + FORM + valid(system));
        }
        refuseLong(system);
        return project.root().resolve(SettingsTree.FOLDER).resolve(system);
    }

    /** The name in the right form, if it has one. */
    private static String valid(String name) {
        String right =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[0-9-]+|-$", "");
        return UnitPath.isWord(right) ? ", such as '" + right + "'" : "";
    }

    private static void refuseLong(String name) {
        UnitPath.tooLong(name).ifPresent(problem -> {
            throw Failure.badInput("'" + name + "' " + problem);
        });
    }

    private List<String> write(Map<String, String> files) throws IOException {
        return new TreeWriter(project.root(), project.folders().staging("new")).write(new TreeMap<>(files));
    }

    private static String template(String name) throws IOException {
        try (InputStream in = NewSettings.class.getResourceAsStream("/groundplan/workspace/new/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
