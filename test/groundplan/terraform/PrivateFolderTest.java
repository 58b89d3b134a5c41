package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import groundplan.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateFolderTest {
    private static final List<String> ANOTHER_CONTAINER =
            List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    @TempDir
    Path temporary;

    @Test
    void onlyItsOwnerLooksIntoItAndItIsGoneAfterUse() throws IOException {
        Path path;
        try (PrivateFolder folder = new PrivateFolder(Path.of("terraform"), Map.of())) {
            path = folder.path();
            folder.write("deep/secret", "s");
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
        assertFalse(Files.exists(path));
    }

    /** As a terminal does, that interrupts all processes of the group, and as a runner does, that terminates one. */
    @ParameterizedTest
    @CsvSource({"INT,true", "TERM,false", "HUP,true"})
    void itIsGoneWhenItsProcessIsEndedAndTerraformIsAskedOnceToStop(String signal, boolean group) throws Exception {
        JavaProcess owner = owner(List.of(), "");
        Path folder = Path.of(owner.line());
        assertTrue(Files.exists(folder.resolve("main.tf.json")));
        owner.signal(signal, group);
        assertTrue(owner.end() != 0, "it was ended");
        assertFalse(Files.exists(folder), "a plan and states are left in " + folder);
        assertEquals("TERM\n", Files.readString(temporary.resolve("signals")), "the signals that Terraform got");
    }

    @Test
    void theFolderOfAnApplyThatGoesOnStays() throws Exception {
        JavaProcess owner = owner(List.of(), "apply");
        Path folder = Path.of(owner.line());
        owner.signal("TERM", true);
        owner.end();
        assertTrue(Files.exists(folder.resolve("main.tf.json")), "Terraform works in it");
        assertFalse(Files.exists(temporary.resolve("signals")), "nobody asked Terraform to stop");
        sweep();
        assertTrue(Files.exists(folder.resolve("main.tf.json")), "Terraform works in it");
        Files.createFile(temporary.resolve("stop"));
    }

    @Test
    void theNextOneDeletesWhatAKilledProcessLeft() throws Exception {
        sweptOnlyOnceItsProcessIsKilled(owner(List.of(), ""));
    }

    @Test
    void theNextOneDeletesWhatAKilledContainerLeft() throws Exception {
        assumeTrue(
                new ProcessRunner(
                                        List.of("sh", "-c", String.join(" ", ANOTHER_CONTAINER) + " true"),
                                        temporary,
                                        Map.of())
                                .quietly()
                                .exit()
                        == 0,
                "this user may not start a container");
        sweptOnlyOnceItsProcessIsKilled(owner(ANOTHER_CONTAINER, ""));
    }

    private void sweptOnlyOnceItsProcessIsKilled(JavaProcess owner) throws Exception {
        Path folder = Path.of(owner.line());
        sweep();
        assertTrue(Files.exists(folder.resolve("main.tf.json")), "its process runs");
        owner.kill();
        Files.createFile(temporary.resolve("stop"));
        sweep();
        assertFalse(Files.exists(folder), "its process is gone");
    }

    @Test
    void whatAFormerStartOfTheMachineLeftIsDeleted() throws IOException {
        Path left = left("groundplan-left", "rwx------");
        sweep();
        assertFalse(Files.exists(left));
    }

    @Test
    void whatIsNotSurelyOnesOwnAndAbandonedStays() throws IOException {
        Path open = left("groundplan-open", "rwxr-x---");
        Path another = left("another", "rwx------");
        Path link = Files.createSymbolicLink(temporary.resolve("groundplan-link"), another);
        Path applying = left("groundplan-applying", "rwx------");
        Files.createFile(applying.resolve(PrivateFolder.APPLYING));
        Path unlocked = left("groundplan-unlocked", "rwx------");
        Files.delete(unlocked.resolve("in-use.lock"));
        sweep();
        for (Path kept : List.of(open, another, link, applying, unlocked)) {
            assertTrue(Files.exists(kept.resolve("secret")), () -> kept + " was emptied");
        }
    }

    @Test
    void whatAnotherUserLeftStays() throws IOException {
        Path left = left("groundplan-left", "rwx------");
        try {
            Files.setAttribute(left, "unix:uid", 54321);
        } catch (IOException mayNot) {
            assumeTrue(false, "only root gives files away");
        }
        sweep();
        assertTrue(Files.exists(left.resolve("secret")));
    }

    @Test
    void twoOfOneProcessDoNotDeleteEachOther() throws IOException {
        try (PrivateFolder first = new PrivateFolder(Path.of("terraform"), Map.of());
                PrivateFolder second = new PrivateFolder(Path.of("terraform"), Map.of())) {
            assertTrue(Files.exists(first.path()) && Files.exists(second.path()));
            AbandonedFolders.delete(second.path());
            assertTrue(Files.exists(first.path()) && Files.exists(second.path()));
        }
    }

    private void sweep() throws IOException {
        Path own = Files.createTempDirectory(temporary, "groundplan-");
        AbandonedFolders.delete(own);
        Files.delete(own);
    }

    /** A folder as a process leaves it that is gone. */
    private Path left(String name, String mode) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.createFile(folder.resolve("in-use.lock"));
        Files.createFile(folder.resolve("secret"));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    private JavaProcess owner(List<String> before, String command) throws IOException {
        Path terraform = Files.writeString(
                temporary.resolve("terraform"),
                """
        #!/bin/sh
        for signal in INT TERM HUP; do
          trap "echo $signal >> ../signals; touch ../stop" $signal
        done
        : > ready
        while [ -e ../terraform ] && [ ! -e ../stop ]; do sleep 0.1; done
        """);
        Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwx------"));
        return JavaProcess.start(
                before,
                FolderOwner.class,
                Map.of(),
                List.of("-Djava.io.tmpdir=" + temporary),
                command.isEmpty() ? new String[] {terraform.toString()} : new String[] {terraform.toString(), command});
    }
}
