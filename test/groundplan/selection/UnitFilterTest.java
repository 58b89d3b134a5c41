package groundplan.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an expression selects. The examples are those of Terragrunt's documentation, on the units of a shop. */
class UnitFilterTest {
    private static final long SEED = 20260802;
    private static final int CASES = 20_000;
    private static final List<String> PIECES = List.of(
            "...",
            "..",
            ".",
            "/",
            "./",
            "^",
            "!",
            "|",
            "[",
            "]",
            "{",
            "}",
            "=",
            "name=",
            ",",
            "*",
            "**",
            "?",
            "\\",
            " ",
            "\t",
            "-",
            "main",
            "HEAD",
            "[main]",
            "shop",
            "dev",
            "network",
            "kms",
            "shop/dev",
            "{./shop/**}",
            "\u00e9",
            "\0",
            "\ud83d");

    private static final String DEV = "shop/dev/us-east-1/";

    /** web reads db and network, db reads network and kms, network reads kms; prod has a network, and a cache two names deep. */
    private static final UnitGraph GRAPH = graph(Map.of(
            DEV + "web",
            DEV + "db " + DEV + "network",
            DEV + "db",
            DEV + "network " + DEV + "kms",
            DEV + "network",
            DEV + "kms",
            DEV + "kms",
            "",
            "shop/prod/us-east-1/network",
            "",
            "shop/prod/us-east-1/data/cache",
            ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "**; dev/web dev/db dev/network dev/kms prod/network prod/data/cache",
                "shop; dev/web dev/db dev/network dev/kms prod/network prod/data/cache",
                "shop/dev; dev/web dev/db dev/network dev/kms",
                "./shop/prod/**; prod/network prod/data/cache",
                "./terragrunt/shop/prod/; prod/network prod/data/cache",
                "shop/*/us-east-1/network; dev/network prod/network",
                "./shop/{dev,prod}/*/network; dev/network prod/network",
                "network; dev/network prod/network",
                "cache; prod/data/cache",
                "./**/cache; prod/data/cache",
                "name=n*; dev/network prod/network",
                "db...; dev/db dev/network dev/kms",
                "...db; dev/web dev/db",
                "...network...; dev/web dev/db dev/network dev/kms prod/network",
                "...^db; dev/web",
                "^db...; dev/network dev/kms",
                "!network; dev/web dev/db dev/kms prod/data/cache",
                "./shop/dev/** | !network; dev/web dev/db dev/kms",
                "...network | shop/prod; prod/network",
                "[main...HEAD]; dev/db",
                "[main]; dev/db",
                "...[main...HEAD]; dev/web dev/db",
                "[main...HEAD]...; dev/db dev/network dev/kms",
                "[main] | shop/prod;",
                "{./shop/dev/**}; dev/web dev/db dev/network dev/kms",
                "{ ./shop/prod };  prod/network prod/data/cache",
                "{./shop/{dev,prod}/*/network}; dev/network prod/network",
                "...{./shop/dev/us-east-1/db}; dev/web dev/db",
                "!{./shop/dev/**}; prod/network prod/data/cache",
                "./; dev/web dev/db dev/network dev/kms prod/network prod/data/cache",
                "{./}; dev/web dev/db dev/network dev/kms prod/network prod/data/cache",
                ".; dev/web dev/db dev/network dev/kms prod/network prod/data/cache",
                "environments/shop/prod; prod/network prod/data/cache",
                "./environments/shop/dev/../prod/**; prod/network prod/data/cache",
                "{shop,blog}/prod/**; prod/network prod/data/cache",
                "name={web,cache}; dev/web prod/data/cache",
                "name=data/*; prod/data/cache",
                " ... ^ network | ! shop/prod ; dev/web dev/db",
                "!!kms; dev/kms",
                "nothing;"
            })
    void anExpressionSelects(String expression, String expected) throws IOException {
        assertEquals(units(expected), selected("", expression));
    }

    @Test
    void severalSelectWhatOneOfThemDoesWithoutWhatIsTakenAway() throws IOException {
        assertEquals(units("dev/web dev/kms"), selected("", "web", "kms"));
        assertEquals(units("dev/web dev/kms"), selected("", "!network", "shop/dev", "!db"));
        assertEquals(units("dev/web prod/data/cache"), selected("", "!network", "!db", "!kms"));
        assertEquals(GRAPH.units(), selected(""));
    }

    @Test
    void aPointIsTheFolderThatSomebodyIsIn() throws IOException {
        assertEquals(units("prod/network prod/data/cache"), selected("shop", "./prod/**"));
        assertEquals(units("dev/web"), selected("shop/dev/us-east-1", "./web"));
        assertEquals(units("dev/web"), selected("shop", "shop/dev/us-east-1/web"));
        assertEquals(units("prod/network prod/data/cache"), selected("shop/prod", "./"));
        assertEquals(units("prod/network prod/data/cache"), selected("shop/prod", "{./**}"));
        assertEquals(units("prod/network"), selected("shop/dev/us-east-1", "../../prod/**/network"));
        assertEquals(units("dev/web"), selected("shop/prod", "{shop/dev/us-east-1/web}"));
    }

    @Test
    void aUnitThatTheSettingsDoNotHaveCanBeNamed() throws IOException {
        UnitPath gone = UnitPath.parse(DEV + "queue");
        assertTrue(UnitFilter.selected(List.of(UnitFilter.parse("shop/dev", "")), GRAPH.with(gone))
                .contains(gone));
        assertTrue(UnitFilter.selected(List.of(UnitFilter.parse("[main]", "")), GRAPH.with(gone))
                .contains(gone));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';character 1: expected a path, a name, {path} or [reference], found the end",
                "'a |';character 4: expected a path, a name, {path} or [reference], found the end",
                "'| a';character 1: expected a path, a name, {path} or [reference], found '| a'",
                "...;character 4: expected a path",
                "a b;character 3: expected '|' or the end, found 'b'",
                "a...2;character 5: expected '|' or the end, found '2'",
                "^network;character 1: expected '...' before or after",
                "type=unit;character 1: expected name=, as in name=network; units have no attribute 'type'",
                "name=;character 6: expected a name",
                "[];character 2: expected a commit, a branch or a tag, as in [main...HEAD] or [main]",
                "[--all];character 2: expected a commit, a branch or a tag",
                "[main;character 6: expected ']'",
                "[main...topic];character 9: expected HEAD",
                "{./shop/dev;character 12: expected '}'",
                "{};character 2: expected a path in the braces",
                "/shop/dev;character 1: expected a path in the tree of units",
                "../other/shop;character 1: expected a path inside the tree of units",
                "shop/{dev;character 1: 'shop/{dev' is not a valid glob: Missing"
            })
    void whatIsNoExpressionIsSaidToBeNone(String expression, String complaint) {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> UnitFilter.parse(expression, ""));
        assertTrue(
                wrong.getMessage().contains("'" + expression + "'")
                        && wrong.getMessage().contains(complaint),
                wrong::getMessage);
    }

    @Test
    void whateverIsTypedIsReadOrRefusedAndWhatIsReadIsPrintedAsTheSame() throws IOException {
        Random random = new Random(SEED);
        int read = 0;
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String typed = text.toString();
            String folder = random.nextBoolean() ? "" : "shop/dev";
            UnitFilter filter;
            try {
                filter = UnitFilter.parse(typed, folder);
            } catch (IllegalArgumentException refused) {
                assertTrue(
                        refused.getMessage().startsWith("'" + typed + "' is not a filter: at character "),
                        refused::getMessage);
                continue;
            }
            read++;
            UnitFilter again = UnitFilter.parse(filter.toString(), folder);
            assertEquals(filter.toString(), again.toString(), () -> "printed again: " + typed);
            assertEquals(
                    UnitFilter.selected(List.of(filter), GRAPH),
                    UnitFilter.selected(List.of(again), GRAPH),
                    () -> "selected by " + typed + " and by " + again);
        }
        assertTrue(read > CASES / 20 && read < CASES, "expressions among " + CASES + ": " + read);
    }

    private static SortedSet<UnitPath> selected(String folder, String... expressions) throws IOException {
        return UnitFilter.selected(
                Arrays.stream(expressions)
                        .map(text -> UnitFilter.parse(text, folder))
                        .toList(),
                GRAPH);
    }

    private static SortedSet<UnitPath> units(String names) {
        return names == null
                ? new TreeSet<>()
                : Arrays.stream(names.split(" "))
                        .map(name -> UnitPath.parse("shop/" + name.replaceFirst("/", "/us-east-1/")))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static UnitGraph graph(Map<String, String> reads) {
        Map<UnitPath, SortedSet<UnitPath>> graph = new TreeMap<>();
        reads.forEach((unit, read) -> graph.put(
                UnitPath.parse(unit),
                Arrays.stream(read.split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(UnitPath::parse)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return new UnitGraph(graph, base -> Set.of(UnitPath.parse(DEV + "db"), UnitPath.parse(DEV + "queue")));
    }
}
