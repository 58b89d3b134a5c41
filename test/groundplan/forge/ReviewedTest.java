package groundplan.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.report.PlanJson;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what is applied after a merge is what the pull request was approved with. */
class ReviewedTest {
    private static final String HEAD = "a".repeat(40);
    private static final String EARLY = "2027-01-01T10:00:00Z";
    private static final String APPROVED = "2027-01-01T11:00:00Z";
    private static final String LATE = "2027-01-01T12:00:00Z";

    @TempDir
    Path folder;

    private TempProject shop;
    private StandIn standIn;
    private String before;
    private String commit;

    @BeforeEach
    void aMergedPullRequest() throws IOException {
        standIn = new StandIn();
        shop = TempProject.shop(folder.resolve("shop"));
        git("init", "-q", "-b", "main");
        before = commit("one");
        commit = commit("two");
        standIn.merged().pull(5, "ann", HEAD, commit);
    }

    @AfterEach
    void nothingWasAskedThatGitHubDoesNotOffer() {
        standIn.close();
        assertEquals(List.of(), standIn.violations());
    }

    @Test
    void thePlanThatWasApprovedIsAsReviewed() throws IOException {
        shown(HEAD, false, update("10.0.0.0/16"));
        standIn.merged().review(5, "bob", "APPROVED", HEAD, APPROVED);
        assertReviewed(true, update("10.0.0.0/16")).prints("pull request #5 was approved with a plan of shop/dev");
    }

    @Test
    void lessIsAsReviewedAndNothingNeedsNoReview() throws IOException {
        shown(HEAD, false, update("10.0.0.0/16"), change("aws_vpc.other", Action.CREATE, "x"));
        standIn.merged().review(5, "bob", "APPROVED", HEAD, APPROVED);
        assertReviewed(true, update("10.0.0.0/16"));
        standIn.merged().expired();
        assertReviewed(true);
    }

    @Test
    void whatIsOtherIsSaidOnBothSides() throws IOException {
        shown(HEAD, false, update("10.0.0.0/16"));
        standIn.merged().review(5, "bob", "APPROVED", HEAD, APPROVED);
        assertReviewed(false, update("10.9.0.0/16"), change("aws_vpc.more", Action.DELETE, "x"))
                .prints("aws_vpc.main would get a different cidr_block than was approved")
                .prints("cidr_block: 10.1.0.0/16 -> 10.0.0.0/16")
                .prints("cidr_block: 10.1.0.0/16 -> 10.9.0.0/16")
                .prints("aws_vpc.more would be destroyed");
        assertTrue(Files.readString(folder.resolve("summary.md")).contains("Not all of this plan was approved"));
    }

    @Test
    void withoutAnApprovalOfWhatWasMergedNothingIsAsReviewed() throws IOException {
        shown(HEAD, false, update("10.0.0.0/16"));
        assertReviewed(false, update("10.0.0.0/16")).prints("was not approved by anyone with write access");
        standIn.merged().review(5, "bob", "APPROVED", "b".repeat(40), APPROVED);
        assertReviewed(false, update("10.0.0.0/16")).prints("was not approved by anyone with write access");
        standIn.merged().review(5, "ann", "APPROVED", HEAD, APPROVED);
        standIn.merged().review(5, "review[bot]", "APPROVED", HEAD, APPROVED);
        standIn.merged().review(5, "mallory", "APPROVED", HEAD, APPROVED).permission("mallory", "read");
        assertReviewed(false, update("10.0.0.0/16")).prints("was not approved by anyone with write access");
        standIn.merged().review(5, "bob", "APPROVED", HEAD, APPROVED).review(5, "bob", "COMMENTED", HEAD, LATE);
        assertReviewed(true, update("10.0.0.0/16"));
        standIn.merged().review(5, "carol", "CHANGES_REQUESTED", HEAD, APPROVED);
        assertReviewed(false, update("10.0.0.0/16")).prints("was not approved by anyone with write access");
        standIn.merged().review(5, "carol", "DISMISSED", HEAD, APPROVED);
        assertReviewed(true, update("10.0.0.0/16"));
    }

    @Test
    void anApprovalBeforeThePlanIsNoneOfThePlan() throws IOException {
        comment(HEAD, false, text(update("10.0.0.0/16")));
        standIn.merged()
                .artifact("plan-shop--dev", text(update("10.0.0.0/16")), HEAD, LATE)
                .review(5, "bob", "APPROVED", HEAD, APPROVED);
        assertReviewed(false, update("10.0.0.0/16"))
                .prints("approved, but the plan that its comment shows was not found");
    }

    @Test
    void onlyWhatTheCommentShowsWholeCounts() throws IOException {
        String other = text(update("10.9.0.0/16"));
        standIn.merged().artifact("plan-shop--dev", other, HEAD, EARLY).review(5, "bob", "APPROVED", HEAD, APPROVED);
        assertReviewed(false, update("10.9.0.0/16")).prints("no comment that shows a plan of shop/dev");
        comment(HEAD, false, text(update("10.0.0.0/16")));
        assertReviewed(false, update("10.9.0.0/16"))
                .prints("approved, but the plan that its comment shows was not found");
        comment(HEAD, true, other);
        assertReviewed(false, update("10.9.0.0/16")).prints("omits plans because of its size");
        comment("c".repeat(40), false, other);
        standIn.comment("mallory", Marker.line(payload(HEAD, false, other)) + "x");
        assertReviewed(false, update("10.9.0.0/16"));
    }

    @Test
    void aForksPlanCountsForNothing() throws IOException {
        String text = text(update("10.0.0.0/16"));
        comment(HEAD, false, text);
        standIn.merged()
                .artifactOfAFork("plan-shop--dev", text, HEAD, EARLY)
                .review(5, "bob", "APPROVED", HEAD, APPROVED);
        assertReviewed(false, update("10.0.0.0/16")).prints("approved, but the plan");
    }

    @Test
    void aPlanThatIsNotKeptAnyMoreCountsForNothing() throws IOException {
        shown(HEAD, false, update("10.0.0.0/16"));
        standIn.merged().review(5, "bob", "APPROVED", HEAD, APPROVED).expired();
        assertReviewed(false, update("10.0.0.0/16")).prints("approved, but the plan");
    }

    @Test
    void aPushWithoutAPullRequestIsNotReviewed() throws IOException {
        commit("three");
        assertReviewed(false, update("10.0.0.0/16")).prints("was not merged through a pull request");
    }

    @Test
    void allPullRequestsSinceTheLastDeploymentCount() throws IOException {
        String second = "d".repeat(40);
        shown(HEAD, false, update("10.0.0.0/16"));
        standIn.merged().review(5, "bob", "APPROVED", HEAD, APPROVED);
        String merge = commit("three");
        standIn.merged()
                .pull(6, "bob", second, merge)
                .review(6, "ann", "APPROVED", second, APPROVED)
                .artifact("plan-shop--dev", text(change("aws_vpc.other", Action.CREATE, "x")), second, EARLY);
        // The stand-in keeps the comments of all pull requests in one place; each names its commit.
        comment(second, false, text(change("aws_vpc.other", Action.CREATE, "x")));
        assertReviewed(false, update("10.0.0.0/16"), change("aws_vpc.other", Action.CREATE, "x"))
                .prints("aws_vpc.main would be updated, which the approved plan does not contain");
        reviewed(List.of("--since", before), update("10.0.0.0/16"), change("aws_vpc.other", Action.CREATE, "x"));
        assertEquals("as_reviewed=true", last());
    }

    @Test
    void aFreshApprovalIsOneOfTheEnvironmentsReviewersInThisRun() {
        approved("true").exits(0);
        approved("false").exits(1).complains("no reviewer of the GitHub environment");
        approved("").exits(1);
        standIn.merged().decision("dev", "bob", "approved");
        approved("false").exits(1);
        standIn.merged().reviewers("dev", "bob");
        approved("false").exits(0).prints("Approved by bob");
    }

    @Test
    void anotherEnvironmentsApprovalAndARejectionAreNone() {
        standIn.merged()
                .reviewers("dev", "bob")
                .decision("prod", "bob", "approved")
                .decision("dev", "bob", "rejected");
        approved("false").exits(1);
    }

    @Test
    void whatIsDeployedNextIsAllThatCameSinceTheLastThatWent() throws IOException {
        run("github", "deployed", "--workflow", "deploy.yml", "--or", commit)
                .exits(0)
                .prints(commit);
        standIn.merged().deployed(before).deployed("e".repeat(40));
        run("github", "deployed", "--workflow", "deploy.yml", "--or", commit)
                .exits(0)
                .prints(before);
        assertEquals("commit=" + before, last());
    }

    @Test
    void twoFilesAreComparedWithoutGitHub() throws IOException {
        Path reviewed = Files.writeString(folder.resolve("reviewed.json"), text(update("10.0.0.0/16")));
        Path now = Files.writeString(folder.resolve("now.json"), text(update("10.9.0.0/16")));
        run("compare", reviewed.toString(), "--reviewed", reviewed.toString())
                .exits(0)
                .prints("As reviewed.");
        run("compare", now.toString(), "--reviewed", reviewed.toString())
                .exits(1)
                .prints("Not as reviewed:")
                .prints("different cidr_block");
        run("compare", now.toString(), "--reviewed", reviewed.toString(), "--reviewed", now.toString())
                .exits(0);
        assertEquals(List.of(), standIn.requests());
    }

    private void shown(String head, boolean truncated, Change... changes) throws IOException {
        comment(head, truncated, text(changes));
        standIn.merged().artifact("plan-shop--dev", text(changes), head, EARLY);
    }

    private void comment(String head, boolean truncated, String plan) {
        standIn.comment(StandIn.AUTHOR, Marker.line(payload(head, truncated, plan)) + "x");
    }

    private static ObjectNode payload(String head, boolean truncated, String plan) {
        ObjectNode payload =
                TerraformJson.object().put("scope", "plan").put("commit", head).put("truncated", truncated);
        payload.putObject("plans").put("shop/dev", sha256(plan));
        return payload;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Outcome assertReviewed(boolean expected, Change... now) throws IOException {
        Outcome outcome = reviewed(List.of(), now);
        assertEquals("as_reviewed=" + expected, last(), outcome::toString);
        return outcome;
    }

    private Outcome reviewed(List<String> more, Change... now) throws IOException {
        Path plan = Files.writeString(folder.resolve("now.json"), text(now));
        List<String> arguments = new ArrayList<>(
                List.of("github", "reviewed", "shop/dev", "--plan", plan.toString(), "--artifact", "plan-shop--dev"));
        arguments.addAll(more);
        return run(arguments.toArray(String[]::new)).exits(0);
    }

    private Outcome approved(String asReviewed) {
        return run("github", "approved", "dev", "--as-reviewed", asReviewed);
    }

    private Outcome run(String... arguments) {
        Map<String, String> variables = new TreeMap<>(standIn.variables());
        variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
        variables.put("GITHUB_OUTPUT", folder.resolve("outputs.txt").toString());
        return shop.run(variables, false, arguments);
    }

    private String last() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("outputs.txt"));
        return lines.get(lines.size() - 1);
    }

    private String commit(String what) throws IOException {
        git("add", "-A");
        git("-c", "user.name=shop", "-c", "user.email=shop@example.com", "commit", "-q", "--allow-empty", "-m", what);
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result = new ProcessRunner(command, shop.root(), Map.of()).quietly();
        assertEquals(0, result.exit(), result::output);
        return result.output();
    }

    private static String text(Change... changes) {
        return TerraformJson.write(PlanJson.of(new EnvironmentPlan(
                "shop/dev",
                "0",
                true,
                List.of(new UnitPlan(
                        UnitPath.parse("shop/dev/us-east-1/network"), false, Optional.empty(), 0, List.of(changes))),
                List.of())));
    }

    private static Change update(String cidr) {
        return change("aws_vpc.main", Action.UPDATE, cidr);
    }

    private static Change change(String address, Action action, String cidr) {
        return new Change(
                address,
                "aws_vpc",
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new AttributeChange(AttributePath.parse("cidr_block"), "10.1.0.0/16", cidr, false)),
                List.of(),
                Map.of("cidr_block", cidr));
    }
}
