package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code THIRD-PARTY-NOTICES.md} names the license of every library that Groundplan runs with. */
class ThirdPartyNoticesTest {
    /** What only tests are compiled and run with. */
    private static final List<String> OF_TESTS = List.of(
            "org.junit.jupiter:*",
            "org.junit.platform:*",
            "org.opentest4j:*",
            "org.apiguardian:*",
            "org.apache.maven.surefire:*",
            "com.tngtech.archunit:*",
            "org.commonmark:*",
            "com.networknt:*",
            "com.github.curious-odd-man:*",
            "com.ethlo.time:*");

    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `([\\w.-]+:[\\w.*-]+)` \\| \\[[^\\]]+]\\(https://[^)]+\\) \\| \\[[^\\]]+]\\(https://[^)]+\\) \\|$");

    @Test
    void everyLibraryHasItsLicense() {
        List<String> rows = ROW.matcher(Repository.text(Repository.root().resolve("THIRD-PARTY-NOTICES.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        List<String> known = new ArrayList<>(rows);
        known.addAll(OF_TESTS);
        SortedSet<String> jars = jars();
        assertTrue(jars.stream().anyMatch(jar -> jar.contains("/picocli/")), () -> "the class path: " + jars);
        assertEquals(
                List.of(),
                jars.stream()
                        .filter(jar -> known.stream().noneMatch(row -> holds(row, jar)))
                        .toList(),
                "libraries without a row in THIRD-PARTY-NOTICES.md");
        assertEquals(
                List.of(),
                rows.stream()
                        .filter(row -> jars.stream().noneMatch(jar -> holds(row, jar)))
                        .toList(),
                "rows of what is no longer there");
    }

    /** A repository keeps a jar in a folder that is named by group, artifact and version. */
    private static boolean holds(String row, String jar) {
        String[] parts = row.split(":", 2);
        String folder = "/" + parts[0].replace('.', '/') + "/";
        String artifact = parts[1].equals("*") ? "[^/]+" : Pattern.quote(parts[1]);
        return jar.matches(".*" + Pattern.quote(folder) + artifact + "/[^/]+/[^/]+\\.jar");
    }

    private static SortedSet<String> jars() {
        SortedSet<String> jars = new TreeSet<>(
                Arrays.asList(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator)));
        // A runner may load what it tests by itself.
        if (ThirdPartyNoticesTest.class.getClassLoader() instanceof URLClassLoader loader) {
            for (URL url : loader.getURLs()) {
                jars.add(url.getPath());
            }
        }
        jars.removeIf(jar -> !jar.endsWith(".jar"));
        return jars;
    }
}
