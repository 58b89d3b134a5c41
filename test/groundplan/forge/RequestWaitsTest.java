package groundplan.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits and failures of GitHub, on a stand-in that answers with them as GitHub does. Time is a number here: nothing waits. */
class RequestWaitsTest {
    private static final String SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes.";

    private final List<Duration> waited = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_800_000_000);
    private StandIn standIn;

    @BeforeEach
    void start() {
        standIn = new StandIn();
    }

    @AfterEach
    void nothingWasAskedThatGitHubDoesNotOffer() {
        standIn.close();
        assertEquals(List.of(), standIn.violations());
    }

    @Test
    void aSecondaryLimitIsWaitedForAsLongAsGitHubSays() throws Exception {
        standIn.fail("POST", 403, SECONDARY, Map.of("Retry-After", "17"));
        write("a");
        assertEquals(List.of(Duration.ofSeconds(17)), waited);
        assertEquals(1, standIn.comments().size());
    }

    @Test
    void aSecondaryLimitWithoutATimeIsWaitedForAMinuteAndLongerEachTime() throws Exception {
        standIn.fail("GET", 403, SECONDARY, Map.of());
        standIn.fail("GET", 403, SECONDARY, Map.of());
        write("a");
        assertEquals(List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)), waited);
    }

    @Test
    void aPrimaryLimitIsWaitedForUntilItIsReset() throws Exception {
        standIn.fail(
                "GET",
                403,
                "API rate limit exceeded for installation.",
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "" + (now.getEpochSecond() + 90)));
        standIn.fail("GET", 429, "Too many requests", Map.of("Retry-After", "3"));
        write("a");
        assertEquals(List.of(Duration.ofSeconds(91), Duration.ofSeconds(3)), waited);
        assertEquals(1, standIn.comments().size());
    }

    @Test
    void limitsWithoutAHeaderAreKnownByTheirWords() throws Exception {
        standIn.fail("GET", 403, "You have triggered an abuse detection mechanism.", Map.of());
        standIn.answer(
                "POST",
                422,
                "{\"message\": \"Validation Failed\", \"errors\": [{\"message\": \"was submitted too quickly\"}]}");
        write("a");
        assertEquals(1, standIn.comments().size());
        assertEquals(2, waited.size());
    }

    @Test
    void aLimitOfGraphqlIsWaitedForAndADeletedCommentNeedsNotBeHidden() throws Exception {
        write("a");
        standIn.answer("POST", 201, "{\"html_url\": \"https://github.example/comment/1\"}");
        standIn.answer(
                "POST", 200, "{\"errors\": [{\"type\": \"RATE_LIMITED\", \"message\": \"API rate limit exceeded\"}]}");
        standIn.answer(
                "POST",
                200,
                "{\"data\": null, \"errors\": [{\"type\": \"NOT_FOUND\", \"message\": \"Could not resolve\"}]}");
        new StickyComment(gitHub(), 5, StandIn.AUTHOR)
                .write("plan", TerraformJson.object(), "b", StickyComment.Mode.HIDE_AND_NEW);
        assertEquals(1, waited.size());
    }

    @Test
    void whatIsNoListAndWhatCreatedNothingIsAnError() {
        standIn.answer("GET", 200, "{\"login\": \"to the network\"}");
        assertTrue(
                assertThrows(IOException.class, () -> write("a")).getMessage().contains("with a list"));
        standIn.answer("GET", 200, "[]");
        standIn.answer("POST", 200, "{}");
        assertTrue(
                assertThrows(IOException.class, () -> write("a")).getMessage().contains("created anything"));
    }

    @Test
    void aLockedConversationIsNoMissingPermission() {
        standIn.fail("POST", 403, "Unable to create comment because issue is locked.", Map.of());
        GitHub.GitHubRefusal refusal = assertThrows(GitHub.GitHubRefusal.class, () -> write("a"));
        assertTrue(refusal.locked() && refusal.forbidden(), refusal::getMessage);
    }

    @Test
    void aListThatBreaksInTheMiddleIsReadOn() throws Exception {
        for (int i = 0; i < 250; i++) {
            standIn.comment("somebody", "comment " + i);
        }
        write("a");
        standIn.fail("GET", 502, "", Map.of());
        standIn.fail("GET", 429, "", Map.of("Retry-After", "2"));
        write("b");
        assertEquals(251, standIn.comments().size());
    }

    @Test
    void anIssueThatIsGoneIsOpenedAnewAndAllAreClosed() throws Exception {
        StickyIssue issue = new StickyIssue(gitHub(), StandIn.AUTHOR, "drift");
        issue.say("drift", "Drift: shop/dev", "a");
        standIn.fail("PATCH", 410, "This issue was deleted", Map.of());
        issue.say("drift", "Drift: shop/dev", "b");
        assertEquals(2, standIn.issues().size());
        issue.close("drift", "No more drift.");
        assertEquals(
                List.of("closed", "closed"),
                standIn.issues().stream().map(one -> one.path("state").asText()).toList());
    }

    @Test
    void aLimitThatIsResetTooLateIsAnErrorAndNotAMissingPermission() {
        standIn.fail(
                "POST",
                403,
                "API rate limit exceeded for installation.",
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "" + (now.getEpochSecond() + 3000)));
        GitHub.GitHubRefusal refusal = assertThrows(GitHub.GitHubRefusal.class, () -> write("a"));
        assertFalse(refusal.forbidden(), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("API rate limit exceeded"), refusal::getMessage);
        assertEquals(List.of(), waited);
    }

    @Test
    void failuresOfGitHubAreTriedAgainAndNotForEver() throws Exception {
        for (int status : List.of(500, 502, 503, 504)) {
            standIn.fail("GET", status, "", Map.of());
        }
        write("a");
        assertEquals(
                List.of(1L, 2L, 4L, 8L),
                waited.stream().map(Duration::toSeconds).toList());
        waited.clear();
        for (int i = 0; i < 20; i++) {
            standIn.fail("GET", 503, "", Map.of());
        }
        IOException broken = assertThrows(IOException.class, () -> write("b"));
        assertTrue(broken.getMessage().contains("503"), broken::getMessage);
        assertEquals(5, waited.size());
    }

    @Test
    void aCommentWhoseCreationWasNotAnsweredIsNotWrittenTwice() throws Exception {
        standIn.loseAnswers(1);
        write("a");
        assertEquals(1, standIn.comments().size(), "it had its effect, although the connection was lost");
        standIn.fail("POST", 502, "", Map.of());
        new StickyComment(gitHub(), 5, StandIn.AUTHOR)
                .write("drift", TerraformJson.object(), "b", StickyComment.Mode.UPDATE);
        assertEquals(2, standIn.comments().size(), "it had no effect");
    }

    @Test
    void anIssueWhoseCreationWasNotAnsweredIsNotOpenedTwice() throws Exception {
        standIn.loseAnswers(1);
        new StickyIssue(gitHub(), StandIn.AUTHOR, "drift").say("drift", "Drift: shop/dev", "a");
        assertEquals(1, standIn.issues().size());
    }

    @Test
    void aCommentThatSomebodyDeletedIsWrittenAnew() throws Exception {
        write("a");
        standIn.fail("PATCH", 404, "Not Found", Map.of());
        write("b");
        assertEquals(1, standIn.comments().size());
        assertTrue(standIn.comments().get(0).path("body").asText().endsWith("\nb"));
    }

    @Test
    void ofSeveralCommentsOneStays() throws Exception {
        for (String text : List.of("a", "b", "c")) {
            standIn.comment(StandIn.AUTHOR, Marker.line(TerraformJson.object().put("scope", "plan")) + text);
        }
        standIn.comment(StandIn.AUTHOR, Marker.line(TerraformJson.object().put("scope", "drift")) + "another scope");
        write("d");
        assertEquals(
                List.of("d", "another scope"),
                standIn.comments().stream()
                        .map(comment -> comment.path("body").asText().replaceFirst("(?s).*\n", ""))
                        .toList());
    }

    @Test
    void aListIsReadToItsLastPageHoweverFullItsPagesAre() throws Exception {
        for (int i = 0; i < 200; i++) {
            standIn.comment("somebody", "comment " + i);
        }
        write("a");
        standIn.shortPages(30);
        write("b");
        assertEquals(201, standIn.comments().size());
    }

    private GitHub gitHub() {
        return GitHub.of(standIn.variables(), new RequestWaits(() -> now, time -> {
            waited.add(time);
            now = now.plus(time);
        }));
    }

    private void write(String body) throws IOException {
        new StickyComment(gitHub(), 5, StandIn.AUTHOR)
                .write("plan", TerraformJson.object(), body, StickyComment.Mode.UPDATE);
    }
}
