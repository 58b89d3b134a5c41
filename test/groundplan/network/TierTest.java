package groundplan.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.Cidr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TierTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "10.0.0.0/20", "100.64.0.0/18"})
    void sixZonesOfThreeTiersFitIntoANetworkWithoutOverlap(String vpc) {
        Cidr network = Cidr.parse(vpc);
        List<Cidr> taken = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            for (int zone = 0; zone < 6; zone++) {
                Cidr subnet = tier.subnet(network, zone);
                assertTrue(network.contains(subnet), () -> subnet + " of " + tier + " is not inside " + vpc);
                assertTrue(
                        taken.stream().noneMatch(subnet::overlaps),
                        () -> subnet + " of " + tier + " overlaps one of " + taken);
                taken.add(subnet);
            }
        }
    }

    @Test
    void theSmallestNetworkHasSubnetsThatAwsTakes() {
        assertEquals(28, Tier.DATABASE.subnet(Cidr.parse("10.0.0.0/20"), 5).prefix(), "AWS takes /28 at most");
    }
}
