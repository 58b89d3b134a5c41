package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units of a project, for people and for programs. */
class ListCommandTest {
    private static final String KMS = "shop/dev/us-east-1/kms";
    private static final String NETWORK = "shop/dev/us-east-1/network";
    private static final String FAR_KMS = "shop/dev/eu-west-1/keys/kms";
    private static final String FAR = "shop/dev/eu-west-1/data/network";

    @TempDir
    static Path folder;

    private static TempProject shop;

    @BeforeAll
    static void threeUnits() {
        shop = TempProject.shop(folder)
                .with(
                        "environments/shop/dev/eu-west-1.yaml",
                        "units:\n  data/network:\n    kind: network\n    cidr: 10.1.0.0/16\n    zones: [a, b]\n    kms: keys/kms\n  keys/kms:\n    kind: kms\n");
    }

    @Test
    void asTextEachUnitStandsBehindThoseThatItReads() {
        List<String> lines = shop.run("list").exits(0).out().lines().toList();
        assertEquals(
                List.of(FAR_KMS, KMS, FAR + "  reads keys/kms", NETWORK + "       reads kms"),
                lines.stream()
                        .sorted((a, b) -> Boolean.compare(a.contains("reads"), b.contains("reads")))
                        .toList());
        assertEquals(FAR_KMS, lines.get(0), "the unit that is read comes first");
    }

    @Test
    void asJsonAUnitHasItsNamesItsReadsAndItsOutputs() {
        Map<String, JsonNode> units = new LinkedHashMap<>();
        shop.run("list", "--json")
                .exits(0)
                .json()
                .path("units")
                .forEach(unit -> units.put(unit.path("path").asText(), unit));
        assertEquals(new TreeSet<>(List.of(KMS, NETWORK, FAR, FAR_KMS)), new TreeSet<>(units.keySet()));
        JsonNode far = units.get(FAR);
        assertEquals(
                "network dev/eu-west-1/data/network/terraform.tfstate shop--dev--eu-west-1--data--network [\"" + FAR_KMS
                        + "\"]",
                far.path("kind").asText() + " " + far.path("state_key").asText() + " "
                        + far.path("stack_id").asText() + " " + far.path("reads"));
        assertEquals(
                "[\"vpc_id\",\"cidr_block\",\"public_subnet_ids\",\"private_subnet_ids\",\"database_subnet_ids\","
                        + "\"nat_gateway_ids\"]",
                far.path("outputs").toString());
    }

    @Test
    void asDotEveryUnitIsANodeAndEveryReadAnEdge() {
        String dot = shop.run("list", "--format", "dot").exits(0).out();
        assertTrue(dot.startsWith("digraph units {\n") && dot.endsWith("}\n"), dot);
        assertEquals(new TreeSet<>(List.of(KMS, NETWORK, FAR, FAR_KMS)), matches(dot, "(?m)^  \"([^\"]+)\"$"));
        assertEquals(
                new TreeSet<>(List.of(KMS + "\" -> \"" + NETWORK, FAR_KMS + "\" -> \"" + FAR)),
                matches(dot, "(?m)^  \"(.+ -> .+)\"$"));
    }

    @Test
    void asMermaidEveryEdgeJoinsNodesThatAreThere() {
        String mermaid = shop.run("list", "--format", "mermaid").exits(0).out();
        assertTrue(mermaid.startsWith("flowchart LR\n"), mermaid);
        assertEquals(new TreeSet<>(List.of(KMS, NETWORK, FAR, FAR_KMS)), matches(mermaid, "\\[\"([^\"]+)\"\\]"));
        TreeSet<String> ids = matches(mermaid, "(?m)^  (\\w+)\\[");
        assertEquals(4, ids.size(), () -> "an id for each unit: " + ids);
        List<String> joined = new ArrayList<>();
        matches(mermaid, "(?m)^  (\\w+ --> \\w+)$").forEach(edge -> joined.addAll(Arrays.asList(edge.split(" --> "))));
        assertTrue(joined.size() == 4 && ids.containsAll(joined), () -> "two edges among " + ids + ": " + joined);
    }

    @Test
    void aFilterIsAPathsBeginningOrAGlob() {
        assertEquals(List.of(FAR, FAR_KMS), paths("shop/dev/eu-west-1"));
        assertEquals(List.of(NETWORK), paths("*/*/*/network"));
        assertEquals(List.of(FAR, NETWORK), paths("**/network"));
        assertEquals(List.of(NETWORK), paths("./" + NETWORK + "/"));
        shop.run("list", "shop/d").exits(2).complains("no unit matches 'shop/d'");
    }

    @Test
    void aGlobThatIsNoneIsRefused() {
        shop.run("list", "shop/[").exits(2).complains("'shop/[' is not a filter");
    }

    private static List<String> paths(String filter) {
        List<String> paths = new ArrayList<>();
        shop.run("list", filter, "--format", "json")
                .exits(0)
                .json()
                .path("units")
                .forEach(unit -> paths.add(unit.path("path").asText()));
        paths.sort(null);
        return paths;
    }

    private static TreeSet<String> matches(String text, String pattern) {
        TreeSet<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
