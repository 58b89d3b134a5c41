package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.redact.Redactor;
import groundplan.tree.RunOrder;
import groundplan.tree.TreeStates;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a unit is destroyed with what it was run with. */
class LeftUnitRunnerTest {
    @TempDir
    Path folder;

    /** A backend without credentials of its own finds those of {@code extra_arguments} and {@code iam_role} there. */
    @Test
    void theEnvironmentOfTheUnitIsThatOfTheEngine() throws Exception {
        Path engine = Files.writeString(
                folder.resolve("engine"),
                "#!/bin/sh\necho \"$1 $AWS_PROFILE $AWS_REGION $CALLER\" >> '" + folder + "/log'\n");
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
        UnitPath path = UnitPath.inTree("live", "prod", "jobs");
        TreeUnit unit = new TreeUnit(
                new PlannableUnit(
                        path,
                        TerraformJson.object(),
                        new TreeMap<>(),
                        List.of(),
                        TerraformJson.object(),
                        Optional.empty()),
                TerraformJson.object(),
                Set.of(),
                Set.of(),
                List.of(),
                new TreeMap<>(Map.of("AWS_PROFILE", "of-the-unit")),
                Optional.empty(),
                RunOrder.NONE);
        UnitTree tree =
                new UnitTree(folder.resolve("live/prod"), folder, List.of(), Map.of(), List.of(unit), List.of());
        Map<String, String> caller = Map.of("AWS_PROFILE", "of-the-caller", "AWS_REGION", "eu-west-1", "CALLER", "too");
        new LeftUnitRunner(tree, new TreeStates(tree, engine, caller), engine, caller, folder)
                .run(path, List.of("plan"), Redactor.named());
        assertEquals(
                List.of("init of-the-unit eu-west-1 too", "plan of-the-unit eu-west-1 too"),
                Files.readAllLines(folder.resolve("log")));
    }
}
