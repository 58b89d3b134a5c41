package groundplan.tools;

import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Groundplan needs from the machine, and what for, checked without installing anything.
 *
 * @param tools the programs that are installed on demand
 */
public record Requirements(Tool tools) {
    /** What must be there before anything can be installed. */
    private static final List<Prerequisite> PREREQUISITES = List.of(
            new Prerequisite("java", "17", "-version", "install a JDK 17 or later", true, "every command"),
            new Prerequisite(
                    "node",
                    "20",
                    "--version",
                    "install Node.js 20 or later",
                    true,
                    "synth, and plan, apply, run and others when settings have changed"),
            new Prerequisite(
                    "git",
                    "2",
                    "--version",
                    "install git",
                    true,
                    "affected, --filter '[main]', plan of removed environments, promote"),
            new Prerequisite(
                    "python3",
                    "3.11",
                    "--version",
                    "install Python 3.11 or later",
                    false,
                    "the emulator, and installing aws where it is not on the PATH"),
            new Prerequisite(
                    "curl",
                    "7",
                    "--version",
                    "install curl",
                    false,
                    "run --emulator, scripts that deploy applications"),
            new Prerequisite(
                    "go",
                    "1",
                    "version",
                    "install Go 1.26 or later",
                    false,
                    "building terragrunt and tofu where they are not on the PATH"));

    /** What the other programs are for; those that are not here serve Groundplan's own tests. */
    private static final Map<String, String> PURPOSES = Map.of(
            "terraform", "plan, apply, destroy, drift, import, bootstrap, run",
            "tofu", "the same, instead of terraform",
            "terragrunt", "run, env",
            "emulator", "--emulator, emulator start",
            "aws", "scripts that deploy applications",
            "jq", "scripts that deploy applications");

    private static final String TESTS = "Groundplan's own tests";
    private static final String TERRAFORM = "terraform";

    private record Prerequisite(
            String name, String least, String versionFlag, String remedy, boolean required, String purpose) {}

    /**
     * The result for one requirement.
     *
     * @param name the program
     * @param found whether it is there in a version that can be used
     * @param blocking whether it is missing, most commands need it, and it cannot be installed on demand
     * @param onDemand whether it is missing and is installed when it is first needed
     * @param detail version and path, or how to get it
     * @param purpose the commands that need it
     */
    public record Check(String name, boolean found, boolean blocking, boolean onDemand, String detail, String purpose) {
        /** Something that is not installed, such as a process that runs. */
        public Check(String name, boolean found, boolean blocking, String detail) {
            this(name, found, blocking, !found && !blocking, detail, "");
        }
    }

    /** All checks, in the order in which somebody sets up a machine. */
    public List<Check> checks() throws IOException {
        List<Check> checks = new ArrayList<>();
        PREREQUISITES.forEach(needed -> checks.add(check(needed)));
        Set<String> there = new HashSet<>();
        checks.stream().filter(Check::found).map(Check::name).forEach(there::add);
        boolean tested = Files.exists(tools.program().resolve("pom.xml"));
        for (String[] listed : tools.list()) {
            // An archive has no tests.
            if (!tested && !PURPOSES.containsKey(listed[0])) {
                continue;
            }
            checks.add(check(listed[0], listed[1], listed.length > 2 ? listed[2] : "", there));
        }
        Map<String, String> mirror = ProviderMirror.variables(tools.variables(), tools.home());
        checks.add(new Check(
                "AWS provider",
                true,
                false,
                mirror.isEmpty()
                        ? "from its registry, or as the engine's own configuration says"
                        : "from a mirror, by " + mirror.values().iterator().next()));
        return checks;
    }

    /** One of the tools that {@code tools/tool} lists, with where it would come from. */
    private Check check(String name, String wanted, String origin, Set<String> there) throws IOException {
        Optional<Tool.InstalledTool> found = tools.find(name);
        // One engine is enough, and OpenTofu is built where somebody asked for it.
        boolean blocking = found.isEmpty() && name.equals(TERRAFORM) && !tofu();
        String builder = origin.contains("tools/go/") ? "go" : origin.contains("python") ? "python3" : "";
        boolean installable = found.isEmpty() && !blocking && (builder.isEmpty() || there.contains(builder));
        String missing = "needs: " + wanted + "; " + origin
                + (blocking || installable || builder.isEmpty() ? "" : ", which needs " + builder);
        return new Check(
                name,
                found.isPresent(),
                blocking,
                installable,
                found.map(tool -> tool.version() + "  " + tool.path()).orElse(missing),
                PURPOSES.getOrDefault(name, TESTS));
    }

    private boolean tofu() throws IOException {
        return Engine.of(tools.variables()) == Engine.TOFU
                || tools.find(Engine.TOFU.program()).isPresent();
    }

    private static Check check(Prerequisite needed) {
        String detail = needed.remedy();
        boolean good = false;
        try {
            ProcessRunner.Result result =
                    new ProcessRunner(List.of(needed.name(), needed.versionFlag()), Path.of("."), Map.of()).quietly();
            String line = result.output()
                    .lines()
                    .filter(text -> text.matches(".*\\d\\.\\d.*"))
                    .findFirst()
                    .orElse("");
            String version = line.replaceFirst("^\\D*(\\d+(?:\\.\\d+)*).*$", "$1");
            good = result.exit() == 0 && Version.parse(version).compareTo(Version.parse(needed.least())) >= 0;
            detail = good ? version : "found " + version + "; " + needed.remedy();
        } catch (IOException | IllegalArgumentException missing) {
            // It is not there, or is something else of that name.
        }
        return new Check(needed.name(), good, !good && needed.required(), false, detail, needed.purpose());
    }
}
