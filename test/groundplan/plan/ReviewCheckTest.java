package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.kernel.UnitPath;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs between a pull request's plan and the one after the merge without being anything else, and what does not. */
class ReviewCheckTest {
    private static final UnitPath NETWORK = UnitPath.parse("shop/dev/us-east-1/network");

    @TempDir
    static Path folder;

    private static ConfiguredArguments configured;

    @BeforeAll
    static void settings() {
        configured = new ConfiguredArguments(
                UnitDocument.byPath(TempProject.shop(folder).documents()));
    }

    @Test
    void whenAndOnWhichStatesAPlanWasMadeDoesNotCount() {
        Change change = change(Action.UPDATE, "10.0.0.0/16", "a");
        EnvironmentPlan reviewed = new EnvironmentPlan(
                "shop/dev",
                "settings",
                true,
                List.of(new UnitPlan(
                        NETWORK,
                        false,
                        Optional.of("lineage"),
                        3,
                        List.of(change),
                        List.of(),
                        Optional.of("@shop"),
                        Optional.empty())),
                List.of("network: aws_vpc.main"));
        EnvironmentPlan now = new EnvironmentPlan(
                "shop/dev",
                "others",
                true,
                List.of(new UnitPlan(NETWORK, false, Optional.of("lineage"), 9, List.of(change))),
                List.of());
        assertEquals(List.of(), ReviewCheck.of(List.of(reviewed), now, configured));
    }

    @Test
    void whatWasUnknownMayBeKnownNowAndNotTheOtherWayRound() {
        Change unknown = change(Action.CREATE, AttributeChange.UNKNOWN, null);
        Change known = change(Action.CREATE, "10.0.0.0/16", "a");
        assertEquals(List.of(), others(List.of(unknown), known));
        assertEquals(
                List.of(
                        "aws_vpc.main would get a different cidr_block than was approved: cidr_block would be (known after apply),"
                                + " and was approved as 10.0.0.0/16"),
                others(List.of(known), unknown));
    }

    @Test
    void whatAProviderFillsInDoesNotCount() {
        assertEquals(List.of(), others(List.of(computed("1", "a")), computed("2", "b")));
    }

    @Test
    void anAttributeWithASecretIsComparedByWhatWasShown() {
        Change seen = change(Action.UPDATE, "{image:1, password:(sensitive)}", null);
        assertEquals(List.of(), others(List.of(seen), seen));
        assertEquals(
                List.of("aws_vpc.main would get a different cidr_block than was approved: cidr_block would be"
                        + " {image:2, password:(sensitive)}, and was approved as {image:1, password:(sensitive)}"),
                others(List.of(seen), change(Action.UPDATE, "{image:2, password:(sensitive)}", null)));
    }

    @Test
    void aPartThatWasDoneSinceIsNoOtherChange() {
        assertEquals(
                List.of(),
                others(List.of(change(Action.REPLACE, "10.0.0.0/16", "a")), change(Action.CREATE, "10.0.0.0/16", "a")));
    }

    @Test
    void anotherActionOrAddressOrUnitIsNamed() {
        Change update = change(Action.UPDATE, "10.0.0.0/16", "a");
        assertEquals(
                List.of("aws_vpc.main would be replaced, but in the approved plan it is updated"),
                others(List.of(update), change(Action.REPLACE, "10.0.0.0/16", "a")));
        assertEquals(
                List.of("aws_vpc.main would be updated, which no approved plan contains"), others(List.of(), update));
        EnvironmentPlan elsewhere = new EnvironmentPlan(
                "shop/prod", "0", true, plan(List.of(update)).units(), List.of());
        assertEquals(
                1,
                ReviewCheck.of(List.of(elsewhere), plan(List.of(update)), configured)
                        .size(),
                "of another environment");
    }

    @Test
    void whatIsTakenOverAndWhereItWasAreCompared() {
        assertEquals(List.of(), others(List.of(elsewhere("vpc-1", "aws_vpc.old")), elsewhere(null, null)));
        assertEquals(
                List.of("aws_vpc.main would be imported from vpc-2, but the approved plan imports it from vpc-1"),
                others(List.of(elsewhere("vpc-1", null)), elsewhere("vpc-2", null)));
        assertEquals(
                List.of("aws_vpc.main would be moved from aws_vpc.old, but the approved plan does not move it"),
                others(List.of(elsewhere(null, null)), elsewhere(null, "aws_vpc.old")));
    }

    @Test
    void anotherValueBehindAKeyWithDotsIsNamed() {
        // A secret beside it leaves the attribute without a fingerprint: what was shown is all there is.
        AttributePath label = AttributePath.of("tags").child("app.kubernetes.io/name");
        Change seen = change(Action.UPDATE, new AttributeChange(label, "a", "b", false), null, null, null);
        Change now = change(Action.UPDATE, new AttributeChange(label, "a", "c", false), null, null, null);
        ConfiguredArguments tagged = tagged("app.kubernetes.io/name");
        assertEquals(List.of(), ReviewCheck.of(List.of(plan(List.of(seen))), plan(List.of(seen)), tagged));
        assertEquals(
                List.of("aws_vpc.main would get a different tags[\"app.kubernetes.io/name\"] than was approved:"
                        + " tags[\"app.kubernetes.io/name\"] would be c, and was approved as b"),
                ReviewCheck.of(List.of(plan(List.of(seen))), plan(List.of(now)), tagged).stream()
                        .map(ReviewCheck.Unreviewed::what)
                        .toList());
    }

    @Test
    void whatWasUnknownAsAWholeMayHaveAnyKeyWithDots() {
        AttributePath tags = AttributePath.of("tags");
        Change unknown = change(
                Action.UPDATE, new AttributeChange(tags, null, AttributeChange.UNKNOWN, false), null, null, null);
        Change now =
                change(Action.UPDATE, new AttributeChange(tags.child("a.b[0]"), null, "x", false), null, null, null);
        assertEquals(List.of(), ReviewCheck.of(List.of(plan(List.of(unknown))), plan(List.of(now)), tagged("a.b[0]")));
    }

    private static ConfiguredArguments tagged(String key) {
        List<UnitDocument> documents = TempProject.shop(folder).documents();
        UnitDocument network = documents.stream()
                .filter(document -> document.unit().path().equals(NETWORK))
                .findFirst()
                .orElseThrow();
        ObjectNode json = network.json().deepCopy();
        ((ObjectNode) json.at("/resource/aws_vpc/main"))
                .withObjectProperty("tags")
                .put(key, "x");
        return new ConfiguredArguments(Map.of(NETWORK, json));
    }

    @Test
    void eachChangeMayBeAsInAnotherReviewedPlan() {
        Change update = change(Action.UPDATE, "10.0.0.0/16", "a");
        assertEquals(
                List.of(),
                ReviewCheck.of(
                                List.of(
                                        plan(List.of(change(Action.UPDATE, "10.9.0.0/16", "b"))),
                                        plan(List.of(update))),
                                plan(List.of(update)),
                                configured)
                        .stream()
                        .map(ReviewCheck.Unreviewed::what)
                        .toList());
    }

    private static List<String> others(List<Change> reviewed, Change now) {
        return ReviewCheck.of(reviewed.isEmpty() ? List.of() : List.of(plan(reviewed)), plan(List.of(now)), configured)
                .stream()
                .map(ReviewCheck.Unreviewed::what)
                .toList();
    }

    private static EnvironmentPlan plan(List<Change> changes) {
        return new EnvironmentPlan(
                "shop/dev", "0", true, List.of(new UnitPlan(NETWORK, false, Optional.empty(), 0, changes)), List.of());
    }

    private static Change change(Action action, String cidr, String fingerprint) {
        return change(
                action,
                new AttributeChange(AttributePath.parse("cidr_block"), "10.1.0.0/16", cidr, false),
                fingerprint,
                null,
                null);
    }

    private static Change computed(String owner, String fingerprint) {
        return change(
                Action.UPDATE,
                new AttributeChange(AttributePath.parse("owner_id"), "0", owner, false),
                fingerprint,
                null,
                null);
    }

    private static Change elsewhere(String importing, String from) {
        return change(
                Action.UPDATE,
                new AttributeChange(AttributePath.parse("cidr_block"), "a", "b", false),
                "x",
                importing,
                from);
    }

    private static Change change(
            Action action, AttributeChange difference, String fingerprint, String importing, String from) {
        return new Change(
                "aws_vpc.main",
                "aws_vpc",
                action,
                Optional.empty(),
                Optional.ofNullable(from),
                Optional.ofNullable(importing),
                Optional.empty(),
                List.of(difference),
                List.of(),
                Map.of(difference.path().toString(), fingerprint == null ? AttributeChange.UNKNOWN : fingerprint));
    }
}
