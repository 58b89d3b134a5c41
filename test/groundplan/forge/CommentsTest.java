package groundplan.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comments and issues, on a stand-in that holds every request against what GitHub publishes. */
class CommentsTest {
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
    void aScopeHasOneComment() throws Exception {
        write("plan", "first", StickyComment.Mode.UPDATE);
        write("drift", "another scope", StickyComment.Mode.UPDATE);
        write("plan", "second", StickyComment.Mode.UPDATE);
        assertEquals(List.of("second", "another scope"), bodies(standIn.comments()));
        String first = standIn.comments()
                .get(0)
                .path("body")
                .asText()
                .lines()
                .findFirst()
                .orElse("");
        assertTrue(first.startsWith("<!-- groundplan {") && first.endsWith("} -->"), first);
    }

    @Test
    void aMarkerThatSomebodyElseWroteIsNotTouched() throws Exception {
        standIn.comment("mallory", Marker.line(TerraformJson.object().put("scope", "plan")) + "looks good");
        write("plan", "ours", StickyComment.Mode.DELETE_AND_NEW);
        assertEquals(List.of("looks good", "ours"), bodies(standIn.comments()));
    }

    @Test
    void theCommentIsFoundBehindManyOthers() throws Exception {
        for (int i = 0; i < 130; i++) {
            standIn.comment("somebody", "comment " + i);
        }
        write("plan", "first", StickyComment.Mode.UPDATE);
        write("plan", "second", StickyComment.Mode.UPDATE);
        assertEquals(131, standIn.comments().size(), "one of ours");
    }

    @Test
    void theCommentBeforeStaysGoesOrIsHidden() throws Exception {
        write("plan", "1", StickyComment.Mode.NEW);
        write("plan", "2", StickyComment.Mode.NEW);
        assertEquals(List.of("1", "2"), bodies(standIn.comments()));
        write("plan", "3", StickyComment.Mode.HIDE_AND_NEW);
        assertEquals(List.of("3"), bodies(standIn.comments()));
        assertEquals(List.of("1", "2"), bodies(standIn.hidden()));
        write("plan", "4", StickyComment.Mode.DELETE_AND_NEW);
        assertEquals(List.of("4"), bodies(standIn.comments()));
        assertEquals(List.of(), standIn.hidden());
    }

    @Test
    void nothingInTheMarkerEndsIt() {
        String line = Marker.line(TerraformJson.object().put("commit", "--> <b>"));
        assertEquals(line.indexOf("-->"), line.lastIndexOf("-->"), line);
        assertEquals("--> <b>", Marker.read(line).orElseThrow().path("commit").asText());
    }

    @Test
    void aCommentKeepsToItsBytes() throws Exception {
        ObjectNode payload = TerraformJson.object();
        int room = StickyComment.room("plan", payload);
        new StickyComment(GitHub.of(standIn.variables()), 5, StandIn.AUTHOR)
                .write("plan", payload, "x".repeat(room), StickyComment.Mode.UPDATE);
        assertEquals(60_000, standIn.comments().get(0).path("body").asText().getBytes(StandardCharsets.UTF_8).length);
        assertThrows(
                IllegalArgumentException.class,
                () -> write("plan", "\u00e9".repeat(30_000), StickyComment.Mode.UPDATE));
    }

    @Test
    void aTokenThatMayOnlyReadIsForbidden() {
        standIn.readOnly();
        assertTrue(assertThrows(GitHub.GitHubRefusal.class, () -> write("plan", "x", StickyComment.Mode.UPDATE))
                .forbidden());
    }

    @Test
    void driftHasOneIssueUntilItIsGone() throws Exception {
        StickyIssue issue = new StickyIssue(GitHub.of(standIn.variables()), StandIn.AUTHOR, "drift");
        issue.say("drift", "Drift: shop/dev", "a");
        issue.say("drift", "Drift: shop/dev, shop/prod", "b");
        assertEquals(1, standIn.issues().size());
        assertEquals(
                "Drift: shop/dev, shop/prod",
                standIn.issues().get(0).path("title").asText());
        issue.close("drift", "over");
        assertEquals("closed", standIn.issues().get(0).path("state").asText());
        assertTrue(issue.close("drift", "over").isEmpty(), "it is closed already");
        issue.say("drift", "Drift: shop/dev", "again");
        assertEquals(2, standIn.issues().size(), "a closed issue stays closed");
    }

    @Test
    void aTitleHasAsManyNamesAsGitHubAccepts() {
        assertEquals("Drift: shop/dev, shop/prod", StickyIssue.title("Drift: ", List.of("shop/dev", "shop/prod")));
        String many = StickyIssue.title(
                "Drift: ",
                IntStream.range(100, 500).mapToObj(i -> "shop-" + i + "/prod").toList());
        assertTrue(many.length() <= 256 && many.length() > 230, many);
        assertTrue(
                many.startsWith("Drift: shop-100/prod, shop-101/prod, ") && many.matches(".* and 3[0-9]{2} more"),
                many);
    }

    private void write(String scope, String body, StickyComment.Mode mode) throws Exception {
        new StickyComment(GitHub.of(standIn.variables()), 5, StandIn.AUTHOR)
                .write(scope, TerraformJson.object(), body, mode);
    }

    private static List<String> bodies(List<ObjectNode> comments) {
        return comments.stream()
                .map(comment -> comment.path("body").asText())
                .map(text -> text.startsWith("<!--") ? text.substring(text.indexOf('\n') + 1) : text)
                .toList();
    }
}
