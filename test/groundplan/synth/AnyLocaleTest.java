package groundplan.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.GroundplanProcess;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written does not depend on the locale, the character set and the time zone of who writes it. */
class AnyLocaleTest {
    private static final String TAG = "Équipe İstanbul ığdır 運用";

    /** The nodes and shards of a cluster have numbers in their names. */
    private static final String SETTINGS =
            """
            tags:
              Owner: "%s"
            units:
              redis:
                kind: elasticache
                node_type: cache.t4g.micro
                cluster_mode:
                  num_node_groups: 2
            """;

    @TempDir
    static Path seed;

    private static SortedMap<String, String> tree;
    private static SortedMap<String, String> stacks;

    @TempDir
    Path folder;

    @BeforeAll
    static void whatIsWrittenHere() {
        TempProject shop = shop(seed);
        shop.run("synth").exits(0);
        tree = shop.files("terragrunt");
        stacks = shop.files("cdktf.out");
    }

    @Test
    void theTagIsWrittenAsItIs() {
        String text = new TempProject(seed).text("terragrunt/shop/dev/us-east-1/kms/main.tf.json");
        assertTrue(text.contains("\"Owner\": \"" + TAG + "\""), () -> "the tag in " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "ar, EG, ar_EG.UTF-8, UTF-8, Africa/Cairo",
        "tr, TR, tr_TR.ISO-8859-9, ISO-8859-9, Europe/Istanbul",
        "en, US, C, US-ASCII, Pacific/Kiritimati"
    })
    void theFilesAreTheSameByteForByte(String language, String country, String locale, String charset, String zone) {
        TempProject shop = shop(folder);
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.put("LC_ALL", locale);
        variables.put("LANG", locale);
        variables.put("TZ", zone);
        variables.put(
                "JAVA_TOOL_OPTIONS",
                "-Duser.language=" + language + " -Duser.country=" + country + " -Dfile.encoding=" + charset);
        new GroundplanProcess(shop, variables, 0).run("synth").exits(0);
        assertSame(tree, shop.files("terragrunt"));
        assertSame(stacks, shop.files("cdktf.out"));
    }

    private static void assertSame(SortedMap<String, String> expected, SortedMap<String, String> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((file, text) -> assertEquals(text, actual.get(file), file));
    }

    private static TempProject shop(Path folder) {
        return TempProject.shop(folder).with(TempProject.DEV, SETTINGS.formatted(TAG));
    }
}
