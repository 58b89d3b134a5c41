package groundplan.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was used last stays, and there is room for several branches of a large tree. */
class DocumentCacheTest {
    /** Four branches of a tree of 1,000 units. */
    private static final int DOCUMENTS = 4_000;

    @TempDir
    Path folder;

    /** The cache of a command line that works on one branch and then on the other. */
    @Test
    void theDocumentsOfAnotherBranchAreThereAfterThousandsOfOthers() throws IOException {
        TempProject shop = TempProject.shop(folder);
        List<String> built = new ArrayList<>();
        synthesize(shop, built);
        assertEquals(2, built.size(), () -> "documents of the first branch: " + built);
        Path cache = shop.home().resolve("cache/units");
        List<Path> first = files(cache);
        String document = Files.readString(first.get(0));
        for (int i = 0; i < DOCUMENTS; i++) {
            Files.writeString(cache.resolve("of-another-branch-" + i + ".json"), document);
        }
        for (Path file : first) {
            Files.setLastModifiedTime(file, ago(Duration.ofDays(1)));
        }
        built.clear();
        shop.with(TempProject.DEV, "tags: {Owner: shop-team}\n");
        synthesize(shop, built);
        assertEquals(2, built.size(), () -> "documents of the second branch: " + built);
        built.clear();
        shop.with(TempProject.DEV, "units: {}\n");
        synthesize(shop, built);
        assertEquals(List.of(), built, "documents built anew on the first branch");
    }

    @Test
    void whatNobodyHasUsedForLongestGoesFirst() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            new DocumentCache(folder, Long.MAX_VALUE)
                    .write(name, TerraformJson.object().put("name", name));
        }
        long size = Files.size(folder.resolve("a.json"));
        age("a", 4);
        age("b", 3);
        age("c", 2);
        age("d", 1);
        // The oldest is used, by a process that ends before anything is deleted.
        assertTrue(new DocumentCache(folder, 2 * size).read("a").isPresent());
        new DocumentCache(folder, 2 * size).trim();
        assertEquals(Set.of("a.json", "d.json"), names());
    }

    @Test
    void whatThisProcessUsesStaysHoweverMuchItIs() throws IOException {
        DocumentCache cache = new DocumentCache(folder, 1);
        cache.write("a", TerraformJson.object());
        cache.write("b", TerraformJson.object());
        age("a", 1);
        new DocumentCache(folder, Long.MAX_VALUE).write("c", TerraformJson.object());
        cache.trim();
        assertEquals(Set.of("a.json", "b.json"), names());
    }

    private static void synthesize(TempProject shop, List<String> built) throws IOException {
        new Synthesis(
                        shop.home().resolve("cache/units"),
                        false,
                        unit -> built.add(unit.path().toString()))
                .of(shop.units());
    }

    private void age(String name, int days) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name + ".json"), ago(Duration.ofDays(days)));
    }

    private static FileTime ago(Duration duration) {
        return FileTime.from(Instant.now().minus(duration));
    }

    private Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        files(folder).forEach(file -> names.add(file.getFileName().toString()));
        return names;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }
}
