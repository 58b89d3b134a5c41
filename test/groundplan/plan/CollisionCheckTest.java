package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.review.Danger;
import groundplan.states.StateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an object is created with is still that of another one. */
class CollisionCheckTest {
    private static final UnitPath FRONT = UnitPath.parse("shop/dev/us-east-1/front");
    /** Reads the front. */
    private static final UnitPath BACK = UnitPath.parse("shop/dev/us-east-1/back");

    private static final UnitPath GONE = UnitPath.parse("shop/dev/us-east-1/gone");

    private final Map<UnitPath, List<String>> held = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> drifted = new ArrayList<>();

    @Test
    void aNameThatAnObjectKeepsIsACollision() {
        hold(FRONT, "aws_ecr_repository", "app", "{\"name\": \"app\"}");
        change(BACK, "aws_ecr_repository", "mine", "create", "null", "{\"name\": \"app\"}");
        assertEquals(
                "us-east-1/back aws_ecr_repository.mine cannot be created: its name is that of us-east-1/front aws_ecr_repository.app,"
                        + " which stays; give one of them another name",
                only());
    }

    @Test
    void whatIsUniqueInItsParentOnlyMayBeTheSameElsewhere() {
        hold(FRONT, "aws_lb_listener_rule", "old", "{\"listener_arn\": \"l-1\", \"priority\": 100}");
        change(
                BACK,
                "aws_lb_listener_rule",
                "other",
                "create",
                "null",
                "{\"listener_arn\": \"l-2\", \"priority\": 100}");
        change(BACK, "aws_lb_listener_rule", "unknown", "create", "null", "{\"priority\": 100}");
        change(BACK, "aws_sqs_queue", "elsewhere", "create", "null", "{\"name\": \"l-1\"}");
        assertEquals(List.of(), found());
    }

    @Test
    void anotherRegionHasItsOwnNames() {
        hold(UnitPath.parse("shop/dev/us-west-2/front"), "aws_ecr_repository", "app", "{\"name\": \"app\"}");
        change(BACK, "aws_ecr_repository", "mine", "create", "null", "{\"name\": \"app\"}");
        assertEquals(List.of(), found());
        hold(UnitPath.parse("shop/dev/us-west-2/front"), "aws_iam_role", "app", "{\"name\": \"app\"}");
        change(BACK, "aws_iam_role", "mine", "create", "null", "{\"name\": \"app\"}");
        assertTrue(only().startsWith("us-east-1/back aws_iam_role.mine"), "a role's name is that of the account");
    }

    /** An apply destroys the old rule first. */
    @Test
    void aServiceThatIsRenamedWithItsPriorityIsInOrder() {
        hold(FRONT, "aws_lb_listener_rule", "old", "{\"listener_arn\": \"l\", \"priority\": 100}");
        change(FRONT, "aws_lb_listener_rule", "old", "delete", "{\"priority\": 100}", "null");
        change(FRONT, "aws_lb_listener_rule", "new", "create", "null", "{\"listener_arn\": \"l\", \"priority\": 100}");
        assertEquals(List.of(), found());
    }

    @Test
    void twoThatSwapTakeTwoSteps() {
        for (String rule : List.of("a", "b")) {
            String own = "{\"listener_arn\": \"l\", \"priority\": " + (rule.equals("a") ? 1 : 2) + "}";
            String other = "{\"listener_arn\": \"l\", \"priority\": " + (rule.equals("a") ? 2 : 1) + "}";
            hold(FRONT, "aws_lb_listener_rule", rule, own);
            change(FRONT, "aws_lb_listener_rule", rule, "update", own, other);
        }
        assertEquals(2, found().size());
        assertTrue(found().get(0).contains("do it in two steps"), found()::toString);
    }

    @Test
    void whatMovesToAUnitThatIsAppliedLaterIsInOrderAndTheOtherWayRoundItIsNot() {
        hold(FRONT, "aws_ecr_repository", "app", "{\"name\": \"app\"}");
        change(FRONT, "aws_ecr_repository", "app", "delete", "{\"name\": \"app\"}", "null");
        change(BACK, "aws_ecr_repository", "app", "create", "null", "{\"name\": \"app\"}");
        assertEquals(List.of(), found(), "the front is applied before the unit that reads it");
        hold(BACK, "aws_ecr_repository", "web", "{\"name\": \"web\"}");
        change(BACK, "aws_ecr_repository", "web", "delete", "{\"name\": \"web\"}", "null");
        change(FRONT, "aws_ecr_repository", "web", "create", "null", "{\"name\": \"web\"}");
        assertTrue(
                only().startsWith(
                                "us-east-1/front aws_ecr_repository.web cannot be created: its name is that of us-east-1/back"),
                found()::toString);
    }

    @Test
    void twoNewObjectsOfOneNameAreACollision() {
        change(FRONT, "aws_kms_alias", "data", "create", "null", "{\"name\": \"alias/data\"}");
        change(BACK, "aws_kms_alias", "mine", "create", "null", "{\"name\": \"alias/data\"}");
        change(BACK, "aws_kms_alias", "other", "create", "null", "{\"name\": \"alias/other\"}");
        assertEquals(
                "us-east-1/back aws_kms_alias.mine cannot be created: its name is that of us-east-1/front aws_kms_alias.data,"
                        + " which stays; give one of them another name",
                only());
    }

    /** In the middle of a swap of two units each name is still taken, whatever the order. */
    @Test
    void namesThatTwoUnitsSwapTakeTwoSteps() {
        for (String[] type : new String[][] {
            {"aws_security_group", "{\"vpc_id\": \"v\", \"name\": \"%s\"}"},
            {"aws_cloudwatch_log_group", "{\"name\": \"%s\"}"},
            {"aws_cloudfront_distribution", "{\"aliases\": [\"%s\"]}"},
            {"aws_route53_record", "{\"zone_id\": \"z\", \"type\": \"A\", \"name\": \"%s\"}"},
            {"aws_launch_template", "{\"name\": \"%s\"}"},
            {"aws_scheduler_schedule", "{\"group_name\": \"default\", \"name\": \"%s\"}"},
            {"aws_wafv2_ip_set", "{\"scope\": \"REGIONAL\", \"name\": \"%s\"}"},
            {"aws_eks_access_entry", "{\"cluster_name\": \"c\", \"principal_arn\": \"%s\"}"}
        }) {
            held.clear();
            changes.clear();
            for (UnitPath unit : List.of(FRONT, BACK)) {
                String own = type[1].formatted(unit.equals(FRONT) ? "a" : "b");
                String other = type[1].formatted(unit.equals(FRONT) ? "b" : "a");
                hold(unit, type[0], "x", own);
                change(unit, type[0], "x", "update", own, other);
            }
            assertTrue(found().toString().contains("do it in two steps"), () -> type[0] + ": " + found());
        }
    }

    @Test
    void whatARemovedUnitHasIsDestroyedLast() {
        hold(GONE, "aws_kms_alias", "data", "{\"name\": \"alias/data\"}");
        change(GONE, "aws_kms_alias", "data", "delete", "{\"name\": \"alias/data\"}", "null");
        change(BACK, "aws_kms_alias", "mine", "create", "null", "{\"name\": \"alias/data\"}");
        assertTrue(
                only().contains("of us-east-1/gone aws_kms_alias.data, which goes away only later"), found()::toString);
    }

    @Test
    void aReplacementThatIsCreatedFirstCollidesWithItself() {
        hold(FRONT, "aws_lb_target_group", "app", "{\"name\": \"app\"}");
        change(FRONT, "aws_lb_target_group", "app", "create\", \"delete", "{\"name\": \"app\"}", "{\"name\": \"app\"}");
        assertTrue(only().contains("of the object it replaces"), found()::toString);
        changes.clear();
        change(FRONT, "aws_lb_target_group", "app", "delete\", \"create", "{\"name\": \"app\"}", "{\"name\": \"app\"}");
        change(FRONT, "aws_lb_target_group", "web", "create\", \"delete", "{\"name\": \"w\"}", "{\"name\": \"w-2\"}");
        assertEquals(List.of(), found());
    }

    /** After that a state still has the object, and the name is free. */
    @Test
    void whatSomebodyHasDeletedHoldsNoName() {
        hold(FRONT, "aws_sqs_queue", "jobs", "{\"name\": \"jobs\"}");
        change(FRONT, "aws_sqs_queue", "jobs", "delete", "{\"name\": \"jobs\"}", "null");
        List<String> drift = List.copyOf(changes);
        changes.clear();
        change(FRONT, "aws_sqs_queue", "jobs", "create", "null", "{\"name\": \"jobs\"}");
        assertTrue(only().contains("of the object it replaces"), found()::toString);
        drifted.addAll(drift);
        assertEquals(List.of(), found());
    }

    /** Secrets Manager refuses a name while a secret that had it can still be restored. */
    @Test
    void aSecretsNameIsKeptInItsRecoveryWindow() {
        for (int days : List.of(30, 0)) {
            held.clear();
            changes.clear();
            String secret = "{\"name\": \"db\", \"recovery_window_in_days\": " + days + "}";
            hold(FRONT, "aws_secretsmanager_secret", "db", secret);
            hold(FRONT, "aws_secretsmanager_secret", "own", secret.replace("db", "own"));
            change(FRONT, "aws_secretsmanager_secret", "db", "delete", secret, "null");
            change(BACK, "aws_secretsmanager_secret", "db", "create", "null", secret);
            change(
                    FRONT,
                    "aws_secretsmanager_secret",
                    "own",
                    "delete\", \"create",
                    secret.replace("db", "own"),
                    secret.replace("db", "own"));
            assertEquals(days == 0 ? 0 : 2, found().size(), found()::toString);
            assertTrue(
                    days == 0 || found().get(0).contains("which AWS keeps for 30 days after its destruction"),
                    found()::toString);
        }
    }

    private String only() {
        List<String> found = found();
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    private List<String> found() {
        JsonNode json = TerraformJson.read("{\"resource_changes\": [" + String.join(",", changes)
                + "], \"resource_drift\": [" + String.join(",", drifted) + "]}");
        Map<UnitPath, StateFile> states = new TreeMap<>();
        held.forEach((unit, resources) -> states.put(
                unit,
                StateFile.parse(
                        "key",
                        "{\"version\": 4, \"serial\": 1, \"lineage\": \"l\", \"outputs\": {}, \"resources\": ["
                                + String.join(",", resources) + "]}")));
        List<PlannableUnit> units = List.of(
                new PlannableUnit(FRONT, TerraformJson.object(), new TreeMap<>(), List.of(), TerraformJson.object()),
                new PlannableUnit(
                        BACK,
                        TerraformJson.object(),
                        new TreeMap<>(Map.of("it", Template.of(new OutputReference(FRONT, "it", List.of())))),
                        List.of(),
                        TerraformJson.object()));
        Set<UnitPath> known = Set.of(FRONT, BACK);
        EnvironmentPlan plan = EnvironmentPlan.of(
                "shop/dev",
                "",
                List.of(FRONT, BACK, GONE),
                states,
                known,
                new ConfiguredArguments(Map.of()),
                json,
                Redactor.of(json));
        return new CollisionCheck(
                        new PlannableEnvironment("shop/dev", "1", "~> 5.0", units, known, Set.of(), "", List.of()),
                        states)
                .in(plan, json).dangers().stream()
                        .filter(found -> found.danger().weight() == Danger.Weight.COLLISION)
                        .map(found -> found.unit().region() + "/" + found.unit().unit() + " "
                                + found.change().address() + " "
                                + found.danger().what())
                        .toList();
    }

    private void hold(UnitPath unit, String type, String name, String attributes) {
        held.computeIfAbsent(unit, one -> new ArrayList<>())
                .add("{\"mode\": \"managed\", \"type\": \"" + type + "\", \"name\": \"" + name
                        + "\", \"provider\": \"provider[\\\"registry.example.com/hashicorp/aws\\\"]\", \"instances\": [{\"attributes\": "
                        + attributes + "}]}");
    }

    private void change(UnitPath unit, String type, String name, String actions, String before, String after) {
        changes.add("{\"address\": \"module." + unit.region() + "--" + unit.unit() + "." + type + "." + name
                + "\", \"mode\": \"managed\", \"type\": \"" + type + "\", \"name\": \"" + name
                + "\", \"change\": {\"actions\": [\"" + actions + "\"], \"before\": " + before + ", \"after\": " + after
                + ", \"after_unknown\": {}}}");
    }
}
