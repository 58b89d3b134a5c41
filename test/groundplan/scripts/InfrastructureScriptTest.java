package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Health Platform's infrastructure script, with Groundplan as a stand-in. */
class InfrastructureScriptTest {
    private static final String SCRIPT = "health-platform/deploy-infrastructure.sh";
    private static final String GROUNDPLAN =
            """
      [[ $1 != run ]] || exit "${GROUNDPLAN_EXIT:-0}"
      cat <<'JSON'
      {"units": [{"path": "health-platform/dev/us-east-1/ecs", "state_key": "dev/us-east-1/ecs/terraform.tfstate"},
                 {"path": "health-platform/dev/us-east-1/kms", "state_key": "dev/us-east-1/kms/terraform.tfstate"}]}
      JSON
      """;
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World("222233334444", "us-east-1")
                .with("services", "health-platform-dev", "health-platform-", "backend", "frontend")
                .with(
                        "states",
                        "health-platform-terraform-state",
                        "dev/us-east-1/kms/terraform.tfstate=7",
                        "staging/us-east-1/kms/terraform.tfstate=7")
                .standIn("groundplan", GROUNDPLAN);
    }

    @Test
    @DisplayName("plan and apply are Groundplan's, and their exit code is passed on")
    void planAndApplyAreGroundplans() {
        run("staging", "plan").exits(0);
        run("staging", "apply", "--emulator").exits(0);
        assertEquals(
                List.of(
                        "run health-platform/staging plan",
                        "run health-platform/staging apply --auto-approve --emulator"),
                world.asked("groundplan", "run health-platform/staging"));
        world.run(Map.of("GROUNDPLAN_COMMAND", groundplan(), "GROUNDPLAN_EXIT", "1"), SCRIPT, "dev", "plan")
                .exits(1);
    }

    @Test
    @DisplayName("prod is applied only if prod is meant")
    void prodIsAppliedOnlyIfMeant() {
        run("prod", "apply").exits(2).complains("confirm with --confirm prod");
        run("prod", "apply", "--confirm", "dev").exits(2);
        run("prod", "apply", "--confirm", "prod", "--dry-run")
                .exits(0)
                .complains("would run")
                .complains("--auto-approve");
        assertEquals(List.of(), world.asked("groundplan", "prod"));
        run("prod", "apply", "--confirm", "prod").exits(0);
        assertEquals(List.of("run health-platform/prod apply --auto-approve"), world.asked("groundplan", "prod"));
    }

    @Test
    @DisplayName("the status names units, services and versions, and fails while a unit is not applied")
    void theStatusNamesUnitsAndServices() {
        Outcome outcome = run("dev", "status").exits(1);
        outcome.complains("1 units are not applied");
        String out = outcome.out().replaceAll(" +", " ");
        for (String row : List.of(
                "dev/us-east-1/ecs not applied",
                "dev/us-east-1/kms 7 20",
                "backend 2/2 COMPLETED backend:1 20",
                "frontend 2/2 COMPLETED frontend:1 20")) {
            assertTrue(out.contains(row), () -> row + " in " + outcome);
        }
        world.with("states", "health-platform-terraform-state", "dev/us-east-1/ecs/terraform.tfstate=3");
        run("dev", "status").exits(0);
        run("staging", "status").exits(1).complains("cluster health-platform-staging has no services in us-east-1");
    }

    @Test
    @DisplayName("arguments that make no sense are usage errors that say what would be right")
    void wrongArgumentsAreUsageErrors() {
        run("dev", "destroy").exits(2).complains("use plan, apply or status");
        run("dev").exits(2).complains("expects ENV plan|apply|status");
        run("test", "plan").exits(2).complains("it has: dev prod staging");
    }

    private static Outcome run(String... arguments) {
        return world.run(Map.of("GROUNDPLAN_COMMAND", groundplan()), SCRIPT, arguments);
    }

    private static String groundplan() {
        return world.path("bin/groundplan").toString();
    }
}
