package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.PrivateFolder;
import groundplan.testing.GroundplanProcess;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bound apply that is killed at a random moment, that of a replacement among them, and taken up again does all that was
 * approved, each action once, and leaves nothing behind: no lock, no journal, no folder with a plan in it. Where Terraform dies
 * with it, what nobody can know is named and nothing is done twice. Nightly, see the README.
 */
@Tag("nightly")
class KilledApplyOnTheEmulatorTest {
    private static final int KILLS = 10;

    @Test
    void whatWasKilledIsEndedByTheNextRun(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Shop shop = new Shop(folder, settings(0))) {
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            shop.variables.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
            shop.synth();
            shop.bootstrap();
            Path plan = folder.resolve("plan.json");
            shop.plan(plan);
            shop.apply(plan);
            long length = change(shop, plan, 1);
            int kills = 0;
            for (int round = 2; kills < KILLS; round++) {
                shop.project.with(TempProject.SYSTEM, settings(round));
                SortedSet<Done> approved = shop.plan(plan);
                shop.forget();
                long moment = random.nextLong(Math.max(1, length));
                final String when = "round " + round + ", killed after " + moment + " ms of some " + length + " (seed "
                        + seed + "): ";
                boolean killed = kill(shop.process(), plan, moment);
                Outcome resumed = shop.groundplan("apply", Shop.ENVIRONMENT, "--plan", plan.toString());
                if (killed) {
                    assertEquals(0, resumed.exit(), () -> when + "the next run: " + resumed);
                    kills++;
                } else {
                    length = moment;
                }
                List<Done> done = shop.actions();
                Set<Done> once = new HashSet<>();
                assertEquals(
                        List.of(),
                        done.stream().filter(action -> !once.add(action)).toList(),
                        when + "done twice");
                assertEquals(approved, new TreeSet<>(done), when + "what was done");
                clean(shop, temporary, when);
                System.err.println(when + (killed ? "ended by the next run" : "was over before"));
            }
        }
    }

    @Test
    void whatTerraformsOwnDeathLeftIsNamed(@TempDir Path folder) throws Exception {
        try (Shop shop = new Shop(folder, settings(0))) {
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            shop.variables.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
            shop.synth();
            shop.bootstrap();
            Path plan = folder.resolve("plan.json");
            SortedSet<Done> approved = shop.plan(plan);
            shop.recordNothing();
            Process process = shop.process().start("apply", Shop.ENVIRONMENT, "--plan", plan.toString());
            assertTrue(told(process, temporary, ": Creating..."), "the apply was over before anything was made");
            kill(process);

            Outcome resumed = shop.groundplan("apply", Shop.ENVIRONMENT, "--plan", plan.toString());
            SortedSet<String> held = shop.held();
            List<String> missing = approved.stream()
                    .map(done -> done.unit() + " " + done.address())
                    .filter(object -> !held.contains(object))
                    .toList();
            if (resumed.exit() != 0) {
                assertTrue(resumed.err().contains("Import or delete what exists"), resumed::toString);
                assertTrue(
                        missing.stream().anyMatch(object -> resumed.err().contains(object.split(" ")[1] + " (")),
                        () -> "the objects that no state knows are " + missing + "; said was " + resumed);
            } else {
                assertEquals(List.of(), missing, "objects that no state knows");
                clean(shop, temporary, "");
            }
            assertEquals(List.of(), shop.locks(), "locks");
        }
    }

    /** The state is written from time to time only, so that it still has the old network then. */
    @Test
    void aNetworkThatAKilledReplacementMadeIsNamed(@TempDir Path folder) throws Exception {
        try (Shop shop = new Shop(folder, settings(0))) {
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            shop.variables.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
            shop.synth();
            shop.bootstrap();
            Path plan = folder.resolve("plan.json");
            shop.plan(plan);
            shop.apply(plan);
            shop.project.with(TempProject.SYSTEM, settings(1));
            shop.plan(plan);
            shop.recordNothing();
            Process process = shop.process().start("apply", Shop.ENVIRONMENT, "--plan", plan.toString());
            assertTrue(
                    told(process, temporary, "aws_vpc.main: Creation complete"),
                    "the apply was over before it was seen");
            kill(process);

            shop.plan(plan);
            Outcome noted = shop.groundplan("plan", Shop.ENVIRONMENT);
            assertTrue(noted.out().contains("has begun and has not ended"), noted::toString);
            Outcome next = shop.groundplan("apply", Shop.ENVIRONMENT, "--plan", plan.toString());
            SortedSet<String> held = ids(shop, "aws_vpc");
            List<String> orphans =
                    networks(shop).stream().filter(id -> !held.contains(id)).toList();
            assertTrue(
                    orphans.stream().allMatch(id -> next.err().contains(id)),
                    () -> "no state knows " + orphans + "; said was " + next);
            // The state may have been written after the network was made, and before what is in it was.
            assertTrue(
                    next.exit() == 0 ? orphans.isEmpty() : next.err().contains("Import or delete what exists"),
                    next::toString);
        }
    }

    /** The ids that the states have of a type. */
    private static SortedSet<String> ids(Shop shop, String type) {
        SortedSet<String> ids = new TreeSet<>();
        shop.states().values().forEach(state -> state.path("resources").forEach(resource -> {
            if (resource.path("type").asText().equals(type)) {
                resource.path("instances")
                        .forEach(one -> ids.add(one.at("/attributes/id").asText()));
            }
        }));
        return ids;
    }

    /** The networks of the shop that there are. */
    private static List<String> networks(Shop shop) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.variables.get("AWS_ENDPOINT_URL")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + Shop.ACCOUNT
                                + "/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "Action=DescribeVpcs&Version=2016-11-15" + "&Filter.1.Name=tag:Project&Filter.1.Value.1=shop"))
                .build();
        return Pattern.compile("<vpcId>(vpc-[0-9a-f]+)</vpcId>")
                .matcher(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static void kill(Process process) throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        all.forEach(child -> child.onExit().join());
    }

    /** Waits until Terraform says something; false when the apply is over first. */
    private static boolean told(Process process, Path temporary, String text) throws IOException, InterruptedException {
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            for (Path log : files(temporary)) {
                if (log.endsWith(PrivateFolder.APPLYING)
                        && Files.readString(log).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void clean(Shop shop, Path temporary, String when) throws IOException, InterruptedException {
        Outcome quiet = shop.groundplan("plan", Shop.ENVIRONMENT, "--detailed-exitcode");
        assertEquals(0, quiet.exit(), () -> when + "the plan afterwards: " + quiet);
        assertEquals(List.of(), shop.locks(), when + "locks");
        assertEquals(List.of(), shop.journals(), when + "journals");
        assertEquals(List.of(), files(shop.project.home().resolve("apply")), when + "states that were not written");
        assertEquals(
                List.of(),
                files(temporary).stream()
                        .filter(file -> file.toString().contains("groundplan-"))
                        .toList(),
                when + "folders with plans");
    }

    /** A whole change without a kill; how long its apply takes, in milliseconds. */
    private static long change(Shop shop, Path plan, int round) throws IOException {
        shop.project.with(TempProject.SYSTEM, settings(round));
        shop.plan(plan);
        long start = System.nanoTime();
        shop.apply(plan);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Whether it still ran when it was killed. */
    private static boolean kill(GroundplanProcess groundplan, Path plan, long moment) throws InterruptedException {
        Process process = groundplan.start("apply", Shop.ENVIRONMENT, "--plan", plan.toString());
        boolean over = process.waitFor(moment, TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        int exit = process.waitFor();
        assertTrue(!over || exit == 0, () -> "an apply that nobody killed ended with " + exit);
        return !over;
    }

    /** Every unit changes in every round: objects are made, altered and destroyed, and a whole network is replaced. */
    private static String settings(int round) {
        return """
        region: us-east-1
        account_id: "123456789012"
        state:
          bucket: shop-terraform-state
          lock_table: shop-terraform-locks
        guards:
          losses: report
        tags:
          Round: "%1$d"
        units:
          ecr:
            repositories:
              app-%1$d: {force_delete: true}
          kms:
          network:
            cidr: 10.%1$d.0.0/16
            zones: [a, b]
            nat_gateways: single
          parameters:
            parameters:
              key_%1$d:
                description: Key of this round.
                generated: {}
          secrets:
            recovery_window_in_days: 0
            secrets:
              token_%1$d:
                description: Token of this round.
          state:
        """
                .formatted(round);
    }

    /** The files in a folder, in which others may be written and removed at the same time. */
    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failed) throws IOException {
                return failed instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.postVisitDirectory(visited, failed);
            }
        });
        return files;
    }
}
