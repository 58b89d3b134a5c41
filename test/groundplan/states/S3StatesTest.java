package groundplan.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.EnvironmentSettings;
import groundplan.promote.S3Manifests;
import groundplan.settings.EnvironmentModel;
import groundplan.terraform.ProcessIdentity;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What is not there yet, and what no longer exists: only the first may be taken for nothing. */
class S3StatesTest {
    private static final String BUCKET = "shop-terraform-state";
    private static final String KMS = BUCKET + "/dev/us-east-1/kms/terraform.tfstate";
    private static final String NETWORK = BUCKET + "/dev/us-east-1/network/terraform.tfstate";
    private static final String STATE =
            "{\"version\": 4, \"serial\": 1, \"lineage\": \"l\", \"outputs\": {}, \"resources\": []}";

    @TempDir
    Path folder;

    private final S3StandIn s3 = new S3StandIn(BUCKET);
    private EnvironmentModel model;
    private EnvironmentSettings environment;

    @BeforeEach
    void anEnvironmentWithTwoStates() {
        model = TempProject.shop(folder).environments().get(0);
        environment = model.settings();
        s3.objects().put(KMS, STATE);
        s3.objects().put(NETWORK, STATE);
        s3.objects().put(BUCKET + "/dev/groundplan-apply.json", "{}");
        s3.objects().put(BUCKET + "/prod/us-east-1/kms/terraform.tfstate", STATE);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void theStatesBelowAPrefixAreRead() throws IOException {
        assertEquals(
                Set.of("dev/us-east-1/kms/terraform.tfstate", "dev/us-east-1/network/terraform.tfstate"),
                states().below("dev/").keySet());
    }

    @Test
    void aStateThatWasListedAndIsGoneIsAnError() {
        s3.before(request -> {
            if (request.equals("GET " + NETWORK)) {
                s3.objects().remove(NETWORK);
            }
            return Optional.empty();
        });
        String message =
                assertThrows(IOException.class, () -> states().below("dev/")).getMessage();
        assertTrue(message.contains("s3://" + NETWORK) && message.contains("no longer exists"), message);
    }

    @Test
    void withoutABucketThereIsNothingYet() throws IOException {
        s3.dropBucket(BUCKET);
        assertEquals(Set.of(), states().below("dev/").keySet());
        assertEquals(
                "shop/dev",
                new S3Manifests(s3.variables()).of(model).environment(),
                "nothing was applied there either");
    }

    @Test
    void aBucketThatGoesWhileItsStatesAreReadIsAnError() {
        s3.before(request -> {
            if (request.equals("GET " + NETWORK)) {
                s3.dropBucket(BUCKET);
            }
            return Optional.empty();
        });
        String message =
                assertThrows(IOException.class, () -> states().below("dev/")).getMessage();
        assertTrue(message.contains("s3://" + NETWORK), message);
    }

    @Test
    void anAnswerThatIsNotS3sSaysNothingOfTheStates() {
        s3.before(request -> Optional.of(new S3StandIn.Answer(404, "")));
        assertThrows(IOException.class, () -> states().below("dev/"));
        assertThrows(IOException.class, () -> new S3Manifests(s3.variables()).of(model));
        assertThrows(IOException.class, () -> lock().holder());
        assertThrows(IOException.class, () -> lock().take(holder("one")));
    }

    @Test
    void anAnswerOfAnotherServerIsNoListOfStates() {
        String listed =
                "<?xml version=\"1.0\"?><ListBucketResult><Name>%s</Name><Prefix>%s</Prefix>%s</ListBucketResult>";
        for (String answer : List.of(
                "",
                "<html><body>Sign in to the network</body></html>",
                "<!DOCTYPE html><html><head><meta charset=utf-8><title>Sign in</title></html>",
                "{\"error\": \"not found\"}",
                "<?xml version=\"1.0\"?><Error><Code>InternalError</Code></Error>",
                "<?xml version=\"1.0\"?><ListBucketResult></ListBucketResult>",
                listed.formatted("another", "dev/", ""),
                listed.formatted(BUCKET, "", ""),
                listed.formatted(BUCKET, "dev/", "<KeyCount>2</KeyCount>"),
                listed.formatted(BUCKET, "dev/", "<IsTruncated>true</IsTruncated>"))) {
            s3.before(request -> Optional.of(new S3StandIn.Answer(200, answer)));
            String message = assertThrows(IOException.class, () -> states().below("dev/"), answer)
                    .getMessage();
            assertTrue(message.contains("s3://" + BUCKET + "/dev/"), message);
        }
    }

    @Test
    void aStateThatIsNotOneIsNamed() {
        for (String answer : List.of("", "<html>Sign in</html>")) {
            s3.before(request ->
                    request.equals("GET " + KMS) ? Optional.of(new S3StandIn.Answer(200, answer)) : Optional.empty());
            String message = assertThrows(UnreadableState.class, () -> states().below("dev/"))
                    .getMessage();
            assertTrue(message.startsWith("s3://" + KMS + " cannot be used as a state: it is "), message);
        }
    }

    @Test
    void anAnswerOfAnotherServerIsNoLock() {
        s3.before(request -> Optional.of(new S3StandIn.Answer(200, "<html>Sign in</html>")));
        assertThrows(IOException.class, () -> lock().holder());
        assertThrows(IOException.class, () -> lock().take(holder("one")));
        assertThrows(IOException.class, () -> lock().release(holder("one")));
        assertThrows(IOException.class, () -> new BucketObject(states(), "dev/x", "the object").delete());
    }

    @Test
    void aDamagedLockIsNotAFreeOne() {
        for (String text : List.of("", "garbage", "{}", "{\"id\": \"one\"}", "{\"id\": ")) {
            s3.objects().put(BUCKET + "/dev/groundplan-apply.lock", text);
            for (Executable use : List.<Executable>of(
                    () -> lock().holder(),
                    () -> lock().take(holder("one")),
                    () -> lock().takeOver(holder("one"), holder("two")),
                    () -> lock().release(holder("one")))) {
                String message = assertThrows(IOException.class, use, text).getMessage();
                assertTrue(message.contains("the lock s3://" + BUCKET + "/dev/groundplan-apply.lock"), message);
            }
        }
    }

    @Test
    void aLockNeedsABucket() {
        s3.dropBucket(BUCKET);
        String message = assertThrows(IOException.class, () -> lock().take(holder("one")))
                .getMessage();
        assertTrue(message.startsWith("cannot write the lock s3://" + BUCKET), message);
    }

    @Test
    void oneOfTwoHoldsTheLock() throws IOException {
        assertEquals(Optional.empty(), lock().take(holder("one")));
        assertEquals(Optional.of(holder("one")), lock().take(holder("two")));
        assertEquals(false, lock().takeOver(holder("three"), holder("two")), "nobody of that name holds it");
        assertEquals(true, lock().takeOver(holder("one"), holder("two")));
        lock().release(holder("one"));
        assertEquals(Optional.of(holder("two")), lock().holder(), "it is not the former holder's to give back");
        lock().release(holder("two"));
        assertEquals(Optional.empty(), lock().holder());
    }

    @Test
    void aFolderThatCannotBeLookedIntoIsNotEmpty() throws IOException {
        Files.createSymbolicLink(folder.resolve("dev"), Path.of("dev"));
        assertThrows(IOException.class, () -> new FolderStates(folder).below("dev"));
        assertEquals(Set.of(), new FolderStates(folder).below("prod").keySet());
        assertThrows(IOException.class, () -> new FolderStates(folder.resolve("nowhere")).below("dev/"));
        Files.writeString(folder.resolve("staging"), "");
        assertThrows(IOException.class, () -> new FolderStates(folder).below("staging/"));
    }

    @Test
    void aLinkedFolderOfStatesIsRead() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy/us-east-1/kms"));
        Files.writeString(copy.resolve("terraform.tfstate"), STATE);
        Files.createDirectories(folder.resolve("states"));
        Files.createSymbolicLink(folder.resolve("states/dev"), folder.resolve("copy"));
        assertEquals(
                Set.of("dev/us-east-1/kms/terraform.tfstate"),
                new FolderStates(folder.resolve("states")).below("dev/").keySet());
    }

    private S3States states() {
        return new S3States(environment, s3.variables());
    }

    private S3EnvironmentLock lock() {
        return new S3EnvironmentLock(states(), "dev");
    }

    private static EnvironmentLock.Holder holder(String id) {
        return new EnvironmentLock.Holder(
                id, "deployer@builder", "builder", new ProcessIdentity(1, 2), "plan", "2026-03-01T12:00:00Z");
    }
}
