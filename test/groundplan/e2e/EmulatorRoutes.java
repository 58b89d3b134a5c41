package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.controls.SecretScanner;
import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import java.util.List;
import java.util.Map;

/** What must hold of an environment, or of some of its units, from an empty account to an empty account. */
final class EmulatorRoutes {
    private EmulatorRoutes() {}

    static void holdFor(String path, String... units) throws Exception {
        holdFor(Engine.TERRAFORM, path, units);
    }

    static void holdFor(Engine engine, String path, String... units) throws Exception {
        try (Route route = Route.of(path, List.of(units), engine)) {
            route.bootstrap();
            said(
                    route.bootstrap().contains("already exists; updating it"),
                    path + ": a second bootstrap does not find what the first made");

            ProcessRunner.Result planned = route.runAll("plan", "-input=false");
            assertEquals(0, planned.exit(), () -> path + ": plan on an empty account:\n" + tail(planned));

            route.applyForeignProducers();
            ProcessRunner.Result applied = route.runAll("apply", "-auto-approve", "-input=false");
            assertEquals(0, applied.exit(), () -> path + ": apply:\n" + tail(applied));

            ProcessRunner.Result again = route.runAll("plan", "-input=false", "-detailed-exitcode");
            assertEquals(0, again.exit(), () -> path + ": a second plan wants changes:\n" + changes(again));

            for (Map.Entry<String, ProcessRunner.Result> stack :
                    route.planCdktfStacks().entrySet()) {
                assertEquals(
                        0,
                        stack.getValue().exit(),
                        () -> stack.getKey() + ": its CDKTF stack, planned against the same state, wants changes:\n"
                                + changes(stack.getValue()));
            }
            for (Map.Entry<String, JsonNode> state : route.states().entrySet()) {
                said(
                        !state.getValue().path("resources").isEmpty(),
                        state.getKey() + ": its state is empty after the apply");
                List<String> secrets = SecretScanner.scan(state.getValue().toString());
                said(secrets.isEmpty(), state.getKey() + ": its state holds what looks like secrets: " + secrets);
            }

            ProcessRunner.Result destroyed = route.runAll("destroy", "-auto-approve", "-input=false");
            assertEquals(0, destroyed.exit(), () -> path + ": destroy:\n" + tail(destroyed));
            for (Map.Entry<String, JsonNode> state : route.states().entrySet()) {
                // What bootstrap makes is left out of runs of all units: it outlives the environment.
                said(
                        state.getValue().path("resources").isEmpty() || isExcluded(state.getKey()),
                        state.getKey() + ": its state still holds "
                                + state.getValue().path("resources").findValuesAsText("type"));
            }
        }
    }

    private static void said(boolean holds, String message) {
        assertEquals(true, holds, message);
    }

    private static String tail(ProcessRunner.Result result) {
        List<String> lines =
                result.output().lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    }

    private static String changes(ProcessRunner.Result result) {
        return String.join(
                "\n",
                result.output()
                        .lines()
                        .filter(line -> line.matches(
                                ".*(will be|must be|forces replacement|^\\s+[~+-] |[Ee]rror|StatusCode|Plan:).*"))
                        .limit(80)
                        .toList());
    }

    private static boolean isExcluded(String unit) {
        return Repository.text(
                        Repository.root().resolve("terragrunt").resolve(unit).resolve("terragrunt.hcl"))
                .contains("\nexclude {\n");
    }
}
