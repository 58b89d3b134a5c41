package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.cli.Main;
import groundplan.console.Console;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What holds of the project's own files: scripts, workflows, the README. */
class ProjectFilesTest {
    private static final Path ROOT = Repository.root();
    private static final Tool TOOLS = new Tool(ROOT, ROOT.resolve(".groundplan"), System.getenv());

    @Test
    void shellScriptsAreCleanForShellcheck() throws IOException {
        List<String> command = new ArrayList<>(List.of(TOOLS.path("shellcheck").toString()));
        for (String file : tracked()) {
            // What scripts include has no first line of its own.
            if (file.endsWith(".sh") || !file.endsWith(".md") && firstLine(file).matches("#!.*\\b(ba)?sh")) {
                command.add(file);
            }
        }
        assertTrue(command.size() > 4, "shell scripts were found: " + command);
        ProcessRunner.Result result = new ProcessRunner(command, ROOT, Map.of()).quietly();
        assertEquals(0, result.exit(), result::output);
    }

    @Test
    void workflowsAreCleanForActionlint() throws IOException {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(
                                TOOLS.path("actionlint").toString(),
                                "-no-color",
                                "-shellcheck",
                                TOOLS.path("shellcheck").toString(),
                                "-pyflakes="),
                        ROOT,
                        Map.of())
                .quietly();
        assertEquals(0, result.exit(), result::output);
    }

    @Test
    void workflowsAreCleanForZizmor() throws IOException {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(
                                TOOLS.path("zizmor").toString(),
                                "--offline",
                                "--no-progress",
                                "--color=never",
                                ".github"),
                        ROOT,
                        Map.of())
                .quietly();
        assertEquals(0, result.exit(), result::output);
    }

    @Test
    void theVersionIsWrittenOnce() throws IOException {
        Matcher project = Pattern.compile("(?m)^  <version>([0-9.]+)</version>$")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertTrue(project.find(), "pom.xml has a version");
        String version = project.group(1);
        StringWriter out = new StringWriter();
        int exit = Main.run(
                new Console(new PrintWriter(out), new PrintWriter(System.err), false, false), Map.of(), "--version");
        assertEquals(0, exit);
        assertEquals("groundplan " + version, out.toString().strip());
        assertTrue(
                Files.readString(ROOT.resolve("CHANGELOG.md")).contains("\n## [" + version + "]"),
                () -> "CHANGELOG.md has no part for " + version);
        Pattern written = Pattern.compile("(?<![0-9.])" + Pattern.quote(version) + "(?![0-9.])");
        List<String> places = new ArrayList<>();
        for (String file : tracked()) {
            if (file.matches("(main|modules|tools/tool|groundplan|\\.github).*")
                    && written.matcher(Files.readString(ROOT.resolve(file), StandardCharsets.ISO_8859_1))
                            .find()) {
                places.add(file);
            }
        }
        assertEquals(List.of(), places, "files beside pom.xml that say the version");
    }

    @Test
    void dependabotLooksAtEveryFolderThatPinsDependencies() throws IOException {
        JsonNode updates = new YAMLMapper()
                .readTree(Files.readString(ROOT.resolve(".github/dependabot.yml")))
                .path("updates");
        Map<String, SortedSet<String>> looked = new TreeMap<>();
        updates.forEach(update -> {
            SortedSet<String> folders =
                    looked.computeIfAbsent(update.path("package-ecosystem").asText(), name -> new TreeSet<>());
            if (update.has("directory")) {
                folders.add(update.path("directory").asText());
            }
            update.path("directories").forEach(folder -> folders.add(folder.asText()));
        });
        Map<String, String> files = Map.of(
                "maven", "pom\\.xml", "gomod", ".*/go\\.mod", "pip", ".*/[^/]*\\.in", "npm", ".*/package\\.json");
        // tools/README.md says how these are updated, or why not.
        SortedSet<String> byHand = new TreeSet<>(Set.of(
                "/tools/go/terragrunt",
                "/tools/go/tofu",
                "/tools/go/terraform-provider-helm",
                "/tools/go/terraform-provider-kubernetes"));
        for (Map.Entry<String, String> kind : files.entrySet()) {
            SortedSet<String> folders = new TreeSet<>();
            tracked().stream()
                    .filter(file -> file.matches(kind.getValue()))
                    .forEach(file -> folders.add("/" + file.substring(0, Math.max(0, file.lastIndexOf('/')))));
            folders.removeAll(byHand);
            assertEquals(folders, looked.get(kind.getKey()), () -> "folders of " + kind.getKey());
        }
    }

    @Test
    void theReadmeListsEveryFolder() throws IOException {
        SortedSet<String> listed = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z]+)/` \\|").matcher(Files.readString(ROOT.resolve("README.md")));
        while (row.find()) {
            listed.add(row.group(1));
        }
        SortedSet<String> folders = new TreeSet<>();
        tracked().stream()
                .filter(file -> file.contains("/") && !file.startsWith("."))
                .forEach(file -> folders.add(file.substring(0, file.indexOf('/'))));
        assertEquals(folders, listed, "the folder table of README.md");
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String file : tracked()) {
            if (!file.endsWith(".md")) {
                continue;
            }
            Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(ROOT.resolve(file)));
            while (link.find()) {
                if (!Files.exists(
                        ROOT.resolve(file).resolveSibling(link.group(1)).normalize())) {
                    broken.add(file + " -> " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void noCommittedFileNamesARegistryHostOrAMachinesPath() throws IOException {
        // Put together here, so that this file does not hold them.
        String hosts = String.join(
                "|",
                "registry" + "\\.npmjs",
                "pypi" + "\\.org",
                "files\\.python" + "hosted",
                "proxy" + "\\.golang",
                "repo1?" + "\\.maven",
                "registry" + "\\.terraform",
                "/ro" + "ot/",
                "/ho" + "me/[a-z]+/",
                "/opt/tf" + "-");
        Pattern forbidden = Pattern.compile(hosts);
        List<String> found = new ArrayList<>();
        for (String file : tracked()) {
            if (file.endsWith(".png") || file.endsWith("go.sum")) {
                continue;
            }
            List<String> lines = Files.readAllLines(ROOT.resolve(file), StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                if (forbidden.matcher(lines.get(i)).find()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theBuildNamesEachLibraryOnce() throws Exception {
        NodeList dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve("pom.xml").toFile())
                .getElementsByTagName("dependency");
        Map<String, Integer> times = new TreeMap<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            boolean managed =
                    dependency.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
            if (!managed) {
                times.merge(text(dependency, "groupId") + ":" + text(dependency, "artifactId"), 1, Integer::sum);
            }
        }
        assertTrue(times.containsKey("info.picocli:picocli"), () -> "dependencies were found: " + times);
        times.values().removeIf(count -> count == 1);
        assertEquals(Map.of(), times, "libraries that pom.xml names more than once");
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<String> tracked() throws IOException {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of("git", "ls-files", "--cached", "--others", "--exclude-standard"), ROOT, Map.of())
                .quietly();
        assertEquals(0, result.exit(), result::output);
        return result.output()
                .lines()
                .filter(file -> Files.isRegularFile(ROOT.resolve(file)))
                .toList();
    }

    private static String firstLine(String file) throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve(file))) {
            return lines.findFirst().orElse("");
        } catch (java.io.UncheckedIOException notText) {
            return "";
        }
    }
}
