package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeOwnersTest {
    private static final CodeOwners OWNERS = CodeOwners.parse(
            "",
            List.of(
                    "# whoever is not named below",
                    "* @org/platform",
                    "/terragrunt/shop/ @org/shop # the shop's team",
                    "/terragrunt/*/prod/**/database @org/data @org/security",
                    "/terragrunt/shop/dev/us-east-1/nobody/"));

    @Test
    void theLastLineThatMatchesDecides() {
        assertEquals(Optional.of("@org/data @org/security"), owner("shop/prod/us-east-1/database"));
        assertEquals(Optional.of("@org/shop"), owner("shop/dev/us-east-1/database"));
        assertEquals(Optional.of("@org/platform"), owner("blog/prod/us-east-1/network"));
    }

    @Test
    void aLineWithoutOwnersTakesThemAway() {
        assertEquals(Optional.empty(), owner("shop/dev/us-east-1/nobody"));
    }

    @Test
    void aStarStandsForOneNameAndTwoForAnyNumber() {
        assertEquals(Optional.of("@org/shop"), owner("shop/prod/us-east-1/databases"));
        assertEquals(Optional.of("@org/data @org/security"), owner("shop/prod/us-east-1/services/database"));
    }

    private static Optional<String> owner(String unit) {
        return OWNERS.of(UnitPath.parse(unit));
    }
}
