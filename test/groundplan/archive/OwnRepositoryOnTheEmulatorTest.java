package groundplan.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Outcome;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository of one's own from its first command to an upgrade, on a machine with a JDK, Node, Terraform, git and Python, an empty
 * home folder, and two archives on a server: nothing of this checkout.
 */
@Tag("nightly")
class OwnRepositoryOnTheEmulatorTest {
    private static final String ENVIRONMENT = "book-shop/dev";
    private static final String SETTINGS = "environments/book-shop/system.yaml";
    private static final String FUNCTION = "book-shop/dev/us-east-1/orders";

    /** As somebody edits the first system: a function, and the bucket that its unit needs. */
    private static final String ADDED =
            """

              storage:
                buckets: {}

              orders:
                kind: lambda-event-bridge
                storage: storage
                function:
                  description: Reports orders that nobody has packed.
                  deployment: {deploys: pipeline}
                rules:
                  hourly:
                    description: Looks for orders.
                    schedule_expression: rate(1 hour)
            """;

    @TempDir
    Path folder;

    private final List<String> times = new ArrayList<>();
    private UnpackedArchive machine;
    private Path repository;

    @Test
    void itIsBegunPlannedEditedAppliedAndUpgraded() throws Exception {
        machine = UnpackedArchive.in(
                folder,
                List.of(
                        "java",
                        "node",
                        "terraform",
                        "git",
                        "python3",
                        "python3.11",
                        "curl",
                        "tar",
                        "gzip",
                        "sha256sum"));
        Path published = folder.resolve("published");
        PackedArchive former = PackedArchive.former(published, folder.resolve("former"));
        PackedArchive current = PackedArchive.current(published);
        repository = Files.createDirectories(folder.resolve("Book Shop-infra"));
        try (PublishedArchives server = new PublishedArchives(published)) {
            begin(former, server);
            try {
                firstPlans();
                String plan = apply();
                upgrade(former, current);
                wrapper("apply", ENVIRONMENT, "--plan", plan, "--emulator")
                        .exits(1)
                        .complains("Plan again");
                onlyTheFunctionChanges();
            } finally {
                wrapper("emulator", "stop");
            }
        } finally {
            System.err.println("A repository of one's own, from the archive:\n  " + String.join("\n  ", times));
        }
    }

    /** Unpacked by hand, in a folder that is called otherwise. */
    private void begin(PackedArchive archive, PublishedArchives server) throws Exception {
        Path unpacked = Files.createDirectories(folder.resolve("downloads/größer"));
        machine.run(unpacked, Map.of(), program("tar"), "-xzf", archive.file().toString())
                .exits(0);
        Path launcher = Files.move(unpacked.resolve("groundplan-" + archive.version()), unpacked.resolve("gp"))
                .resolve("groundplan");
        machine.run(repository, Map.of(), program("git"), "init", "-q", ".").exits(0);
        timed("init", () -> machine.run(repository, nothingKept(), launcher, "init", "--url", server.url()))
                .exits(0)
                .prints(SETTINGS)
                .complains("./groundplanw plan " + ENVIRONMENT + " --emulator");
        assertTrue(
                text(".groundplan-version").contains("\nsha256=" + archive.sha256() + "\n"),
                text(".groundplan-version"));
        TestFiles.delete(unpacked);
    }

    private void firstPlans() throws Exception {
        wrapper("validate").exits(0).prints("1 environment with 3 units");
        assertEquals(
                new TreeSet<>(List.of("_global/state", "us-east-1/kms", "us-east-1/network")),
                changed(plan()),
                "first");
        Files.writeString(repository.resolve(SETTINGS), text(SETTINGS) + ADDED);
        assertEquals(
                new TreeSet<>(List.of(
                        "_global/state",
                        "us-east-1/kms",
                        "us-east-1/network",
                        "us-east-1/orders",
                        "us-east-1/storage")),
                changed(plan()),
                "edited");
        wrapper("synth").exits(0);
        wrapper("synth", "--check").exits(0);
    }

    /** Returns the plan that was applied. */
    private String apply() throws Exception {
        String file = "plan.json";
        wrapper("plan", ENVIRONMENT, "--emulator", "--out", file).exits(0);
        wrapper("apply", ENVIRONMENT, "--plan", file, "--emulator")
                .exits(1)
                .complains("the bucket does not exist that the states of " + ENVIRONMENT + " are kept in")
                .complains("./groundplanw bootstrap " + ENVIRONMENT);
        wrapper("bootstrap", ENVIRONMENT, "--emulator").exits(0);
        wrapper("plan", ENVIRONMENT, "--emulator", "--out", file).exits(0);
        wrapper("apply", ENVIRONMENT, "--plan", file, "--emulator").exits(0);
        assertEquals(new TreeSet<>(), changed(plan()), "what is applied is not planned again");
        return file;
    }

    private void upgrade(PackedArchive former, PackedArchive current) throws Exception {
        var before = TestFiles.read(repository.resolve("terragrunt"));
        Outcome shown = wrapper("init", "--upgrade", "--to-version", current.version(), "--check")
                .exits(1)
                .prints("Groundplan " + former.version() + " -> " + current.version())
                .prints("\n-# Of a version before.\n")
                .prints("\n-# Of a version before. Needs bash 3.2 or later")
                .prints("terragrunt/" + FUNCTION + "/main.tf.json");
        assertFalse(shown.out().contains("terragrunt/book-shop/dev/us-east-1/network"), shown::toString);
        assertEquals(before, TestFiles.read(repository.resolve("terragrunt")), "--check writes nothing");
        wrapper("version").exits(0).prints(former.version());
        wrapper("init", "--upgrade", "--to-version", current.version(), "--yes").exits(0);
        assertTrue(
                text(".groundplan-version").contains("\nsha256=" + current.sha256() + "\n"),
                text(".groundplan-version"));
        wrapper("version").exits(0).prints(current.version());
        wrapper("synth", "--check").exits(0);
        assertEquals(Files.readString(machine.program().resolve("terragrunt/root.hcl")), text("terragrunt/root.hcl"));
    }

    private void onlyTheFunctionChanges() throws Exception {
        String file = "upgraded.json";
        assertEquals(new TreeSet<>(List.of("us-east-1/orders")), changed(plan("--out", file)), "after the upgrade");
        wrapper("apply", ENVIRONMENT, "--plan", file, "--emulator").exits(0);
        assertEquals(new TreeSet<>(), changed(plan()), "after its apply");
    }

    private JsonNode plan(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("plan", ENVIRONMENT, "--emulator", "--json"));
        arguments.addAll(List.of(more));
        return wrapper(arguments.toArray(String[]::new)).exits(0).json();
    }

    /** The units with changes, below the environment. */
    private static SortedSet<String> changed(JsonNode plan) {
        SortedSet<String> units = new TreeSet<>();
        plan.path("units").forEach(unit -> {
            if (!unit.path("changes").isEmpty()) {
                units.add(unit.path("path").asText().substring(ENVIRONMENT.length() + 1));
            }
        });
        return units;
    }

    private Outcome wrapper(String... arguments) throws Exception {
        return timed(
                String.join(" ", arguments),
                () -> machine.run(repository, nothingKept(), Path.of("./groundplanw"), arguments));
    }

    /** Its caches are in the home folder, which is empty at first. */
    private static Map<String, String> nothingKept() {
        return Map.of("GROUNDPLAN_CACHE", "", "AWS_EC2_METADATA_DISABLED", "true");
    }

    private Path program(String name) {
        return machine.scratch().resolve("bin").resolve(name);
    }

    private String text(String file) throws IOException {
        return Files.readString(repository.resolve(file));
    }

    private interface Command {
        Outcome run() throws Exception;
    }

    private Outcome timed(String name, Command command) throws Exception {
        long start = System.nanoTime();
        try {
            return command.run();
        } finally {
            times.add(
                    "%6.1f s  %s".formatted((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1), name));
        }
    }
}
