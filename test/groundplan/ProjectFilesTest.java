package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                                ".github/workflows"),
                        ROOT,
                        Map.of())
                .quietly();
        assertEquals(0, result.exit(), result::output);
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
