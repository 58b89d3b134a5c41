package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of IPv4 addresses. */
class CidrTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "0.0.0.0/0", "192.168.255.255/32", "255.255.255.254/31"})
    void aRangeIsReadBackAsItWasWritten(String text) {
        assertEquals(text, Cidr.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0,       is not a range such as",
        "10.0.0/16,      is not a range such as",
        "10.0.0.0/33,    /33 is over /32",
        "10.0.0.256/32,  256 is over 255",
        "10.0.0.1/16,    10.0.0.0/16 does",
        "10.0.128.0/16,  10.0.0.0/16 does"
    })
    void whatIsNoRangeIsRefusedWithTheReason(String text, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text), () -> text + " was read")
                .getMessage();
        assertTrue(message.contains("'" + text + "'") && message.contains(reason), message);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16,    4, 0,  10.0.0.0/20",
        "10.0.0.0/16,    4, 15, 10.0.240.0/20",
        "10.0.0.0/16,    8, 16, 10.0.16.0/24",
        "192.168.64.0/20, 8, 255, 192.168.79.240/28",
        "128.0.0.0/1,    1, 1,  192.0.0.0/2"
    })
    void aSubnetIsCountedFromTheBeginning(String range, int bits, int index, String subnet) {
        assertEquals(subnet, Cidr.parse(range).subnet(bits, index).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.0.0/20,   true",
        "10.0.0.0/20, 10.0.0.0/16,   true",
        "10.0.0.0/16, 10.1.0.0/16,   false",
        "10.0.0.0/17, 10.0.128.0/17, false",
        "0.0.0.0/0,   8.8.8.8/32,    true"
    })
    void rangesOverlapWhenAnAddressIsInBoth(String one, String other, boolean overlap) {
        assertEquals(overlap, Cidr.parse(one).overlaps(Cidr.parse(other)), () -> one + " and " + other);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, true",
        "172.16.0.0/12, true",
        "172.32.0.0/16, false",
        "192.168.0.0/17, true",
        "100.64.0.0/16, true",
        "100.128.0.0/16, false",
        "8.0.0.0/8, false",
        "0.0.0.0/0, false"
    })
    void aPrivateRangeLiesInsideOneThatTheInternetDoesNotRoute(String range, boolean expected) {
        assertEquals(expected, Cidr.parse(range).isPrivate(), range);
    }
}
