package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests and the resources that a system's page names are there. */
class SystemPagesTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)(?:\\.([a-zA-Z0-9]+))?`");
    private static final Pattern ADDRESS = Pattern.compile("`(aws_[a-z0-9_]+\\.[a-z0-9_{},*]+)`");
    private static final Pattern CHOICE = Pattern.compile("\\{([^}]*)}");

    static Stream<Path> pages() {
        return Repository.files("docs/systems", ".md").stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theTestsOfAPageAreThere(Path page) {
        Map<String, String> sources = Repository.files("test", "Test.java").stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""), Repository::text, String::concat));
        List<MatchResult> named = TEST.matcher(Repository.text(page)).results().toList();
        assertFalse(named.isEmpty(), () -> Repository.shown(page) + " names no test");
        List<String> missing = named.stream()
                .filter(test -> !sources.containsKey(test.group(1))
                        || test.group(2) != null && !sources.get(test.group(1)).contains("void " + test.group(2) + "("))
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of(), missing, () -> "tests that " + Repository.shown(page) + " names");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theResourcesOfAPageAreThere(Path page) {
        String system = page.getFileName().toString().replace(".md", "");
        Set<String> generated = FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().system().equals(system))
                .flatMap(document -> document.addresses().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> named = ADDRESS.matcher(Repository.text(page))
                .results()
                .flatMap(found -> choices(found.group(1)).stream())
                .toList();
        assertFalse(named.isEmpty(), () -> Repository.shown(page) + " names no resource");
        List<String> missing = named.stream()
                .filter(name -> {
                    Pattern address = Pattern.compile(name.replace(".", "\\.").replace("*", "[a-z0-9_]+"));
                    return generated.stream()
                            .noneMatch(given -> address.matcher(given).matches());
                })
                .toList();
        assertEquals(List.of(), missing, () -> "resources that " + Repository.shown(page) + " names");
    }

    /** {@code a_{b,c}} are {@code a_b} and {@code a_c}. */
    private static List<String> choices(String text) {
        return CHOICE.matcher(text)
                .results()
                .findFirst()
                .map(choice -> {
                    List<String> all = new ArrayList<>();
                    for (String word : choice.group(1).split(",")) {
                        all.addAll(choices(text.substring(0, choice.start()) + word + text.substring(choice.end())));
                    }
                    return all;
                })
                .orElse(List.of(text));
    }
}
