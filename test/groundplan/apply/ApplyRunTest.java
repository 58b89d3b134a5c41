package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.report.PlanJson;
import groundplan.settings.EnvironmentModel;
import groundplan.states.S3States;
import groundplan.synth.UnitDocument;
import groundplan.terraform.PrivateFolder;
import groundplan.testing.FakeTools;
import groundplan.testing.Outcome;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply in which something fails beside Terraform, with stand-ins for Terraform and for the bucket. */
class ApplyRunTest {
    private static final String BUCKET = "shop-terraform-state";
    private static final String LOCK = BUCKET + "/dev/groundplan-apply.lock";
    private static final String JOURNAL = BUCKET + "/dev/groundplan-apply.json";
    private static final UnitPath KMS = UnitPath.parse("shop/dev/us-east-1/kms");
    private static final UnitPath NETWORK = UnitPath.parse("shop/dev/us-east-1/network");
    private static final String PLANNED =
            """
      {"resource_changes": [{"address": "terraform_data.one", "mode": "managed", "type": "terraform_data", "name": "one",
          "change": {"actions": ["create"], "before": null, "after": {"input": "a"}, "after_unknown": {"id": true}}}]}
      """;

    @TempDir
    static Path shared;

    private static TempProject shop;
    private static EnvironmentModel environment;
    private static List<UnitDocument> documents;

    @TempDir
    Path folder;

    private static final String QUOTA = "{\"@level\":\"error\",\"type\":\"diagnostic\",\"diagnostic\":"
            + "{\"severity\":\"error\",\"summary\":\"quota exceeded\",\"detail\":\"\"}}";

    private final S3StandIn s3 = new S3StandIn(BUCKET);
    private final List<String> progress = new ArrayList<>();
    private final List<groundplan.apply.Outcome> summary = new ArrayList<>();

    @BeforeAll
    static void anEnvironment() {
        shop = TempProject.shop(shared.resolve("shop"));
        environment = shop.environments().get(0);
        documents = shop.documents();
    }

    @BeforeEach
    void terraformThatDoesAllRight() throws IOException {
        terraform("", "true");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void whatIsAppliedLeavesNothingInTheBucket() throws IOException {
        assertEquals(
                Map.of(KMS, "applied", NETWORK, "applied"), ends(apply("here").outcomes()));
        assertEquals(Set.of(), s3.objects().keySet());
    }

    @Test
    void aFailureOfAnyKindIsTheOutcomeOfItsUnit() throws IOException {
        // What Terraform is not expected to print: no JSON.
        terraform("network show", "echo not JSON; exit 0");
        ApplyResult result = apply("here");
        assertEquals(Map.of(KMS, "applied", NETWORK, "failed"), ends(result.outcomes()));
        assertTrue(!s3.objects().containsKey(LOCK), () -> "the lock is left: " + s3.objects());
    }

    @Test
    void aUnitThatWaitsForSomebodyElseIsLeftOutAndTheOthersAreApplied() throws IOException {
        ApplyRun run = new ApplyRun(
                environment,
                documents,
                new S3States(environment.settings(), s3.variables()),
                folder.resolve("terraform"),
                s3.variables(),
                folder.resolve("here"),
                unit -> unit.equals(NETWORK) ? Optional.of("not delegated") : Optional.empty());
        ApplyResult result = run.of(approved(), false, 2, progress::add, summary::addAll);
        assertEquals(Map.of(KMS, "applied", NETWORK, "not started"), ends(summary));
        assertFalse(result.applied());
        assertEquals(
                "not delegated",
                result.outcomes().stream()
                        .filter(outcome -> outcome.unit().equals(NETWORK))
                        .findFirst()
                        .orElseThrow()
                        .detail());
        assertTrue(s3.objects().containsKey(JOURNAL), "the next run of the same plan continues");
    }

    @Test
    void aUnitThatReadsWhatNoUnitHasAppliedIsNotStartedAndSaysWhatToPlan() throws IOException {
        EnvironmentPlan alone = new EnvironmentPlan(
                "shop/dev",
                UnitDocument.fingerprint(documents.stream()
                        .filter(document -> document.unit().path().equals(NETWORK))
                        .toList()),
                false,
                List.of(EnvironmentPlan.unit(NETWORK, TerraformJson.read(PLANNED))),
                List.of());
        groundplan.apply.Outcome outcome = run("here")
                .of(alone, false, 2, progress::add, summary::addAll)
                .outcomes()
                .get(0);
        assertEquals(groundplan.apply.Outcome.End.NOT_STARTED, outcome.end());
        assertTrue(
                outcome.detail().contains("of " + KMS) && outcome.detail().contains("--unit us-east-1/kms"),
                outcome.detail());
        assertEquals(List.of(), ran());
    }

    @Test
    void aLockThatCannotBeGivenBackDoesNotHideWhatWasApplied() throws IOException {
        refuse("DELETE " + LOCK);
        ApplyResult result = apply("here");
        assertEquals(Map.of(KMS, "applied", NETWORK, "applied"), ends(result.outcomes()));
        assertEquals(1, result.problems().size());
        assertTrue(
                result.problems().get(0).contains("s3://" + LOCK),
                result.problems().get(0));
    }

    @Test
    void theCommandTellsTheOutcomesBeforeThatAndEndsWithOne() throws IOException {
        refuse("DELETE " + LOCK);
        Outcome outcome = command();
        assertEquals(1, outcome.exit(), outcome::toString);
        assertEquals(2, outcome.out().split("  applied  ", -1).length - 1, outcome::toString);
        assertTrue(outcome.err().contains("s3://" + LOCK), outcome::toString);
    }

    @Test
    void theOutcomesAreToldBeforeTheLockIsReleased() throws IOException {
        List<Integer> told = new ArrayList<>();
        s3.before(request -> {
            if (request.equals("DELETE " + LOCK)) {
                told.add(summary.size());
            }
            return Optional.empty();
        });
        apply("here");
        assertEquals(List.of(2), told);
    }

    @Test
    void aJournalThatCannotBeDeletedDoesNotHideWhatWasApplied() throws IOException {
        refuse("DELETE " + JOURNAL);
        ApplyResult result = apply("here");
        assertEquals(Map.of(KMS, "applied", NETWORK, "applied"), ends(summary));
        assertEquals(1, result.problems().size());
        assertTrue(
                result.problems().get(0).contains("s3://" + JOURNAL),
                result.problems().get(0));
    }

    @Test
    void theReasonsOfFailuresAreToldIfTheLockCannotBeReleased() throws IOException {
        terraform("network apply", "echo '" + QUOTA + "'; exit 1");
        refuse("DELETE " + LOCK);
        Outcome outcome = command();
        assertEquals(1, outcome.exit(), outcome::toString);
        assertTrue(outcome.out().contains("quota exceeded"), outcome::toString);
        assertTrue(outcome.out().contains("  applied  "), outcome::toString);
        assertTrue(outcome.err().contains("s3://" + LOCK), outcome::toString);
    }

    @Test
    void aReleaseThatCannotBeRecordedDoesNotHideWhatWasApplied() throws IOException {
        String record = BUCKET + "/dev/promotion.json";
        for (String refused : List.of("GET " + record, "PUT " + record)) {
            refuse(refused);
            Outcome outcome = command();
            assertEquals(1, outcome.exit(), outcome::toString);
            assertEquals(2, outcome.out().split("  applied  ", -1).length - 1, outcome::toString);
            assertTrue(
                    outcome.err().contains("the release could not be recorded: cannot")
                            && outcome.err().contains("s3://" + record),
                    outcome::toString);
        }
    }

    private Outcome command() throws IOException {
        FakeTools tools = FakeTools.in(shop, Map.of("terraform", Files.readString(folder.resolve("terraform"))));
        Path plan = Files.writeString(folder.resolve("plan.json"), TerraformJson.write(PlanJson.of(approved())));
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.putAll(s3.variables());
        return shop.run(variables, false, "apply", "shop/dev", "--plan", plan.toString());
    }

    @Test
    void aPlanThatIsNotTheApprovedOneIsRefusedWithoutTheDigestThatWouldBeAccepted() throws IOException {
        FakeTools tools = FakeTools.in(shop, Map.of("terraform", Files.readString(folder.resolve("terraform"))));
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.putAll(s3.variables());
        ObjectNode json = PlanJson.of(approved());
        Path plan = Files.writeString(folder.resolve("plan.json"), TerraformJson.write(json));
        String digest = ContentHash.sha256(Files.readString(plan));
        Outcome other = shop.run(
                variables, false, "apply", "shop/dev", "--plan", plan.toString(), "--plan-digest", "0".repeat(64));
        assertEquals(1, other.exit(), other::toString);
        assertFalse(other.err().contains(digest) || other.err().contains("0".repeat(64)), other::toString);
        json.path("units")
                .forEach(unit -> unit.path("changes").forEach(change -> ((ObjectNode) change).putObject("values")));
        Files.writeString(plan, TerraformJson.write(json));
        Outcome emptied = shop.run(variables, false, "apply", "shop/dev", "--plan", plan.toString());
        assertEquals(2, emptied.exit(), emptied::toString);
        assertTrue(emptied.err().contains("was changed or damaged after it was written"), emptied::toString);
        assertEquals(List.of(), ran());
    }

    @Test
    void aJournalThatCannotBeWrittenLeavesTerraformToItsEnd() throws IOException {
        Path refused = folder.resolve("refused");
        Path ended = folder.resolve("ended");
        // The journal is lost when Terraform is about to apply, and its apply outlives that.
        terraform("kms apply", "until [ -e " + refused + " ]; do sleep 0.02; done; cp unit.tfplan " + ended + "; exit");
        s3.before(request -> {
            if (!request.equals("PUT " + JOURNAL) || !ran().contains("kms show")) {
                return Optional.empty();
            }
            try {
                Files.writeString(refused, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.of(new S3StandIn.Answer(403, "AccessDenied"));
        });
        ApplyResult result = apply("here");
        assertEquals(Map.of(KMS, "failed", NETWORK, "not started"), ends(result.outcomes()));
        assertTrue(Files.exists(ended), "Terraform found its plan until its end");
        String detail = result.outcomes().get(0).detail();
        Path kept = Path.of(detail.replaceFirst("(?s).* kept in (\\S+).*", "$1"));
        assertTrue(Files.exists(kept.resolve(PrivateFolder.APPLYING)), detail);
        PrivateFolder.delete(kept);
    }

    @Test
    void aRunOnAnotherMachineKnowsWhatIsApplied() throws IOException {
        terraform("network apply", "echo '" + QUOTA + "'; exit 1");
        assertEquals(
                Map.of(KMS, "applied", NETWORK, "failed"), ends(apply("first").outcomes()));
        terraform("", "true");
        Files.delete(folder.resolve("ran"));
        assertEquals(
                Map.of(KMS, "applied before", NETWORK, "applied"),
                ends(apply("second").outcomes()));
        assertEquals(
                List.of(), ran().stream().filter(run -> run.startsWith("kms")).toList());
        assertEquals(Set.of(), s3.objects().keySet(), "what is left in the bucket");
    }

    @Test
    void whatAKilledTerraformPrintedIsThereForTheNextRun() throws IOException {
        terraform(
                "kms apply",
                "echo '{\"@level\":\"info\",\"type\":\"apply_start\",\"hook\":"
                        + "{\"resource\":{\"addr\":\"terraform_data.one\"},\"action\":\"create\"}}'; kill -9 $$");
        assertEquals(
                Map.of(KMS, "failed", NETWORK, "not started"),
                ends(apply("here").outcomes()));
        terraform("", "true");
        ApplyResult next = apply("here");
        assertEquals(Map.of(KMS, "refused", NETWORK, "not started"), ends(next.outcomes()));
        String detail = next.outcomes().get(0).detail();
        assertTrue(detail.contains("terraform_data.one (possibly created)"), detail);
        Path work = Path.of(
                TerraformJson.read(s3.objects().get(JOURNAL)).findPath("folder").asText());
        assertTrue(Files.exists(work.resolve(PrivateFolder.APPLYING)), "the log, until somebody has seen to it");
        PrivateFolder.delete(work);
    }

    @Test
    void aPlanThatIsRefusedLeavesTheJournalOfTheOneThatBegan() throws IOException {
        terraform("network apply", "echo '" + QUOTA + "'; exit 1");
        apply("here");
        String before = s3.objects().get(JOURNAL);
        EnvironmentPlan stale = new EnvironmentPlan(
                "shop/dev", "other settings", true, approved().units(), List.of());
        assertThrows(ApplyRun.NotNow.class, () -> run("here").of(stale, false, 2, progress::add, outcomes -> {}));
        assertEquals(
                TerraformJson.read(before).path("units"),
                TerraformJson.read(s3.objects().get(JOURNAL)).path("units"));
    }

    private ApplyResult apply(String machine) throws IOException {
        return run(machine).of(approved(), false, 2, progress::add, summary::addAll);
    }

    private ApplyRun run(String machine) {
        return new ApplyRun(
                environment,
                documents,
                new S3States(environment.settings(), s3.variables()),
                folder.resolve("terraform"),
                s3.variables(),
                folder.resolve(machine));
    }

    private static EnvironmentPlan approved() {
        List<UnitPlan> units = List.of(KMS, NETWORK).stream()
                .map(unit -> EnvironmentPlan.unit(unit, TerraformJson.read(PLANNED)))
                .toList();
        return new EnvironmentPlan("shop/dev", UnitDocument.fingerprint(documents), true, units, List.of());
    }

    private static Map<UnitPath, String> ends(List<groundplan.apply.Outcome> outcomes) {
        return outcomes.stream().collect(Collectors.toMap(groundplan.apply.Outcome::unit, outcome -> outcome.end()
                .words()));
    }

    private void refuse(String refused) {
        s3.before(request ->
                request.equals(refused) ? Optional.of(new S3StandIn.Answer(403, "AccessDenied")) : Optional.empty());
    }

    /** What Terraform was run for, each as unit and command. */
    private List<String> ran() {
        try {
            return Files.exists(folder.resolve("ran")) ? Files.readAllLines(folder.resolve("ran")) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has Terraform do something else for a unit and a command. */
    private void terraform(String when, String what) throws IOException {
        Path program = folder.resolve("terraform");
        Files.writeString(
                program,
                """
        #!/bin/bash
        unit=network
        sed -n '/"backend": *{/,/}/p' cdk.tf.json | grep -q 'us-east-1/kms/terraform.tfstate' && unit=kms
        echo "$unit $1" >> RAN
        if [ "$unit $1" = "WHEN" ]; then
          WHAT
        fi
        case "$1 $2" in
          "show -json") [ -n "$4" ] && echo 'PLANNED' || echo '{}' ;;
          "state pull") echo '{"version": 4, "resources": []}' ;;
          "plan "*) echo plan > unit.tfplan ;;
          "apply "*) echo '{"@level":"info","type":"change_summary","changes":{"add":1,"operation":"apply"}}' ;;
        esac
        """
                        .replace("RAN", folder.resolve("ran").toString())
                        .replace("WHEN", when)
                        .replace("WHAT", what)
                        .replace("PLANNED", PLANNED.strip()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
