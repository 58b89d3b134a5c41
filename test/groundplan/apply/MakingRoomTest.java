package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to be destroyed before something else is created. */
class MakingRoomTest {
    private static final String OLD =
            change("aws_lb_listener_rule.old", "delete", "{\"listener_arn\": \"l\", \"priority\": 100}", "null");

    @Test
    void aRuleGoesBeforeTheOneThatGetsItsPriority() {
        String created =
                change("aws_lb_listener_rule.new", "create", "null", "{\"listener_arn\": \"l\", \"priority\": 100}");
        assertEquals(Set.of("aws_lb_listener_rule.old"), of(OLD, created));
        String moved = change(
                "aws_lb_listener_rule.new",
                "update",
                "{\"listener_arn\": \"l\", \"priority\": 50}",
                "{\"listener_arn\": \"l\", \"priority\": 100}");
        assertEquals(Set.of("aws_lb_listener_rule.old"), of(OLD, moved));
    }

    @Test
    void whatNobodyTakesOverGoesWithTheRest() {
        String other =
                change("aws_lb_listener_rule.new", "create", "null", "{\"listener_arn\": \"l\", \"priority\": 101}");
        String unknown = change("aws_lb_listener_rule.new", "create", "null", "{\"priority\": 100}");
        assertEquals(Set.of(), of(OLD, other, unknown));
        String deposed = OLD.replaceFirst("\\{", "{\"deposed\": \"0a1b\", ");
        assertEquals(
                Set.of(),
                of(
                        deposed,
                        change(
                                "aws_lb_listener_rule.old",
                                "create",
                                "null",
                                "{\"listener_arn\": \"l\", \"priority\": 100}")));
    }

    private static Set<String> of(String... changes) {
        return MakingRoom.of(TerraformJson.read("{\"resource_changes\": [" + String.join(",", changes) + "]}"));
    }

    private static String change(String address, String action, String before, String after) {
        return "{\"address\": \"" + address + "\", \"type\": \"aws_lb_listener_rule\", \"change\": {\"actions\": [\""
                + action + "\"], \"before\": " + before + ", \"after\": " + after + "}}";
    }
}
