package groundplan.tools;

import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Groundplan needs from the machine, checked without installing anything.
 *
 * @param tools the programs that are installed on demand
 */
public record Requirements(Tool tools) {
    /** What must be there before anything can be installed. */
    private static final List<Prerequisite> PREREQUISITES = List.of(
            new Prerequisite("java", "17", "-version", "install a JDK 17 or later"),
            new Prerequisite("node", "20", "--version", "install Node.js 20 or later"),
            new Prerequisite("python3", "3.11", "--version", "install Python 3.11 or later"),
            new Prerequisite("go", "1", "version", "install Go 1.26 or later; it builds Terragrunt and OpenTofu"),
            new Prerequisite("git", "2", "--version", "install git"));

    private record Prerequisite(String name, String least, String versionFlag, String remedy) {}

    /**
     * The result for one requirement.
     *
     * @param name the program
     * @param found whether it is there in a version that can be used
     * @param blocking whether it is missing and cannot be installed on demand
     * @param detail version and path, or how to get it
     */
    public record Check(String name, boolean found, boolean blocking, String detail) {}

    /** All checks, in the order in which somebody sets up a machine. */
    public List<Check> checks() throws IOException {
        List<Check> checks = new ArrayList<>();
        PREREQUISITES.forEach(needed -> checks.add(check(needed)));
        boolean tofu = Engine.of(tools.variables()) == Engine.TOFU
                || tools.find(Engine.TOFU.program()).isPresent();
        for (String[] listed : tools.list()) {
            Optional<Tool.InstalledTool> found = tools.find(listed[0]);
            // One engine is enough, and OpenTofu is built where somebody asked for it.
            boolean onDemand = !listed[0].equals(Engine.TERRAFORM.program()) || tofu;
            checks.add(new Check(
                    listed[0],
                    found.isPresent(),
                    found.isEmpty() && !onDemand,
                    found.map(tool -> tool.version() + "  " + tool.path())
                            .orElse("needs: " + listed[1] + "; " + (listed.length > 2 ? listed[2] : ""))));
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

    private static Check check(Prerequisite needed) {
        try {
            ProcessRunner.Result result =
                    new ProcessRunner(List.of(needed.name(), needed.versionFlag()), Path.of("."), Map.of()).quietly();
            String line = result.output()
                    .lines()
                    .filter(text -> text.matches(".*\\d\\.\\d.*"))
                    .findFirst()
                    .orElse("");
            String version = line.replaceFirst("^\\D*(\\d+(?:\\.\\d+)*).*$", "$1");
            boolean good = result.exit() == 0 && Version.parse(version).compareTo(Version.parse(needed.least())) >= 0;
            return new Check(needed.name(), good, !good, good ? version : "found " + version + "; " + needed.remedy());
        } catch (IOException | IllegalArgumentException missing) {
            return new Check(needed.name(), false, true, needed.remedy());
        }
    }
}
