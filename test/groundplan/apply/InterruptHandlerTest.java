package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import groundplan.testing.JavaProcess;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt reaches what applies once: twice means to Terraform that it has to exit at once. */
class InterruptHandlerTest {
    private static final int ROUNDS = 2000;

    @TempDir
    Path folder;

    /** Linux has the first, macOS the second and, with its developer tools, the third. */
    @ParameterizedTest
    @ValueSource(strings = {"setsid", "perl", "python3"})
    void anInterruptOfTheWholeGroupReachesItOnce(String program) throws Exception {
        Optional<Path> found = found(program);
        assumeTrue(found.isPresent(), program + " is not there");
        Path only = Files.createDirectory(folder.resolve("only"));
        Files.createSymbolicLink(only.resolve(program), found.get());
        Files.writeString(
                folder.resolve("program"),
                """
        PATH=/usr/bin:/bin
        trap "echo INT >> signals" INT
        trap "echo TERM >> signals; stop=1" TERM
        : > ready
        while [ -z "$stop" ]; do sleep 0.1; done
        """);
        JavaProcess apply = JavaProcess.start(
                // Not before: the programs that start it are found with the usual one.
                List.of("/usr/bin/env", "PATH=" + only),
                InterruptedApply.class,
                Map.of(),
                List.of(),
                folder.toString());
        assertEquals("ready", apply.line());
        apply.signal("INT", true);
        apply.end();
        assertEquals("TERM\n", Files.readString(folder.resolve("signals")), "the signals that it got");
    }

    /** In the folders where systems have it: another of the name may be a script that looks for it. */
    private static Optional<Path> found(String program) {
        return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void whereNothingKeepsTheInterruptAwayNothingIsApplied() throws Exception {
        Path none = Files.createDirectory(folder.resolve("only"));
        Files.writeString(folder.resolve("program"), ": > ready\n");
        JavaProcess apply = JavaProcess.start(
                List.of("/usr/bin/env", "PATH=" + none),
                InterruptedApply.class,
                Map.of(),
                List.of(),
                folder.toString());
        assertEquals(null, apply.line());
        assertTrue(apply.end() != 0);
        assertTrue(Files.notExists(folder.resolve("ready")), "it was begun");
    }

    @Test
    void whatBeginsWhileItIsInterruptedIsAskedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            AtomicInteger asked = new AtomicInteger();
            ProcessHandle process = process(asked);
            CyclicBarrier both = new CyclicBarrier(2);
            try (InterruptHandler running = new InterruptHandler()) {
                Thread interrupt = new Thread(() -> {
                    await(both);
                    running.stop();
                });
                interrupt.start();
                await(both);
                running.enter(process);
                interrupt.join();
                running.stop();
            }
            assertEquals(1, asked.get(), "how often it was asked to stop, round " + round);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcessHandle process(AtomicInteger asked) {
        return (ProcessHandle) Proxy.newProxyInstance(
                ProcessHandle.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "destroy" -> asked.incrementAndGet() > 0;
                    case "hashCode" -> 1;
                    case "equals" -> self == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
