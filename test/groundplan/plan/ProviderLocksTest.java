package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProviderLocksTest {
    private static final ProviderLocks LOCKS = new ProviderLocks(List.of(
            unit("app", Map.of("hashicorp/aws", "5.98.0")),
            unit("data", Map.of("hashicorp/aws", "5.100.0", "hashicorp/tls", "4.0.6")),
            unit("net", Map.of("hashicorp/aws", "5.98.0")),
            unit("new", Map.of())));

    @Test
    void theNewestVersionIsTakenByItsNumbers() {
        assertEquals(Map.of("hashicorp/aws", "5.100.0", "hashicorp/tls", "4.0.6"), LOCKS.newest());
    }

    @Test
    void unitsThatLockAnotherVersionAreNamedOnce() {
        List<String> notes = new ArrayList<>();
        Map<String, String> installed = Map.of("hashicorp/aws", "5.100.0", "hashicorp/tls", "4.0.6");
        LOCKS.tell(installed, notes);
        LOCKS.tell(installed, notes);
        assertEquals(
                List.of(
                        "live/prod/app, live/prod/net lock hashicorp/aws 5.98.0, and the whole plan is made with 5.100.0"),
                notes);
    }

    private static PlannableUnit unit(String name, Map<String, String> locked) {
        return new PlannableUnit(
                UnitPath.read("live/prod/" + name),
                TerraformJson.object(),
                new TreeMap<>(),
                List.of(),
                TerraformJson.object(),
                Optional.of(new PlannableUnit.ModuleFiles(
                        Path.of("/"), name, List.of(), Map.of(), new TreeMap<>(), new TreeMap<>(locked))));
    }
}
