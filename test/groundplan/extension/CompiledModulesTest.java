package groundplan.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where compiled classes are kept. */
class CompiledModulesTest {
    @TempDir
    Path folder;

    @Test
    void twoProcessesThatCompileTheSameGetTheSameFolder() throws Exception {
        ModulesFolder modules = modules();
        String digest = modules.digest();
        Path cache = folder.resolve("cache");
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> made = Stream.of(1, 2)
                    .map(one -> both.submit(() -> {
                        together.await();
                        return new CompiledModules(cache).of(modules, digest);
                    }))
                    .toList();
            assertEquals(cache.resolve(digest), made.get(0).get());
            assertEquals(cache.resolve(digest), made.get(1).get());
        } finally {
            both.shutdownNow();
        }
        assertTrue(Files.exists(cache.resolve(digest).resolve("shore/BellUnit.class")));
        try (Stream<Path> left = Files.list(cache)) {
            assertEquals(List.of(cache.resolve(digest)), left.toList(), "what is left in the cache");
        }
    }

    @Test
    void theDigestChangesWithAnyFileAndWithItsName() throws Exception {
        String before = modules().digest();
        assertEquals(before, modules().digest());
        Path text = Files.writeString(folder.resolve("modules/shore/words.txt"), "ding\n");
        String added = modules().digest();
        Files.move(text, text.resolveSibling("sounds.txt"));
        String renamed = modules().digest();
        assertEquals(3, Stream.of(before, added, renamed).distinct().count());
    }

    @Test
    void withoutAFolderForTheCacheClassesAreInATemporaryOne() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder\n");
        Path made = new CompiledModules(file.resolve("cache")).of(modules(), "digest");
        try {
            assertTrue(Files.exists(made.resolve("shore/BellUnit.class")));
        } finally {
            groundplan.testing.TestFiles.delete(made);
        }
    }

    private ModulesFolder modules() throws Exception {
        if (!Files.exists(folder.resolve("modules"))) {
            Shore.in(new TempProject(folder));
        }
        return ModulesFolder.of(folder, Repository.root()).orElseThrow();
    }
}
