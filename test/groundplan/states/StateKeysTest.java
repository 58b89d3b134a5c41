package groundplan.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.UnitPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateKeysTest {
    @ParameterizedTest
    @CsvSource({
        "us-east-1/network,          us-east-1--network",
        "us-east-1/services/api/ecs, us-east-1--services--api--ecs",
        "_global/dns,                _global--dns",
        "vpc,                        vpc",
        "Main_DB,                    Main_5f_DB",
        "vpc.v2,                     vpc_2e_v2",
        "10-network,                 _10-network"
    })
    void aModuleIsCalledAfterItsUnit(String folder, String module) {
        assertEquals(module, StateKeys.module(UnitPath.inTree("live", "prod", folder)));
    }

    /** As the syntax of HCL says: letters, digits, underscores and hyphens, of which the first is no digit and no hyphen. */
    @Test
    void namesOfFoldersThatAreAlikeGiveDifferentNamesThatTerraformTakes() {
        Set<String> modules = new HashSet<>();
        List<String> folders = List.of(
                "a/b", "a-b", "a--b", "a---b", "a_b", "a__b", "a.b", "a b", "a_5f_b", "-a", "_a", "a_", "1a", "_1a",
                "\u00e9", "e", "a/-b", "A/b");
        folders.forEach(folder -> {
            String name = StateKeys.module(UnitPath.inTree("live", "prod", folder));
            assertTrue(name.matches("[A-Za-z_][A-Za-z0-9_-]*"), name);
            modules.add(name);
        });
        assertEquals(folders.size(), modules.size(), modules::toString);
    }
}
