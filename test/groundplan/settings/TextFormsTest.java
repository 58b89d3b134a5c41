package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.TextForm;
import groundplan.settings.SettingsDocumentationTest.Key;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key for a range of addresses, a region or a zone refuses what AWS would refuse, in all kinds of unit. */
class TextFormsTest {
    private static final SourceLocation HERE = SourceLocation.DEFAULT;

    static Stream<Key> texts() {
        return SettingsDocumentationTest.keys()
                .filter(key -> isText(key.component().getGenericType()));
    }

    static Stream<Key> ranges() {
        return texts().filter(key -> key.name().matches("(.*_)?(cidrs?|ips?|ip_.*)")
                || key.setting().value().matches("(?s).*(IPv[46]|CIDR|[Aa]ddress range).*"));
    }

    static Stream<Key> regions() {
        return texts().filter(key -> key.name().matches("(.*_)?regions?"));
    }

    static Stream<Key> zones() {
        return texts().filter(key -> key.name().matches("(.*_)?zones?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ranges")
    void aRangeThatAwsRefusesIsRefused(Key key) {
        for (String wrong : List.of(
                "010.0.0.0/16",
                "10.0.00.0/16",
                "10.0.0.1/16",
                "10.0.0.0/33",
                "10.0.256.0/24",
                "10.0.0.0",
                "fd00::1/64")) {
            assertFalse(problems(key, wrong).isEmpty(), () -> key + " takes " + wrong);
        }
        assertEquals(List.of(), problems(key, "10.0.0.0/16"), () -> key + " refuses a range");
        boolean both = key.setting().form() == TextForm.IP_RANGE;
        assertEquals(both, problems(key, "fd00::/64").isEmpty(), () -> key + " and IPv6");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("regions")
    void aRegionThatDoesNotExistIsRefused(Key key) {
        List<Problem> problems = problems(key, "eu-wset-1");
        assertEquals(1, problems.size(), () -> key + " takes eu-wset-1");
        assertTrue(problems.get(0).message().contains("did you mean 'eu-west-1'?"), () -> problems.toString());
        assertFalse(problems(key, "cn-north-1").isEmpty(), () -> key + " takes a region of another partition");
        assertEquals(List.of(), problems(key, "eu-west-1"), () -> key + " refuses a region");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zones")
    void aZoneIsCheckedAgainstTheRegion(Key key) {
        assertEquals(TextForm.ZONE, key.setting().form(), () -> key + " is not known to be a zone");
    }

    private static boolean isText(Type type) {
        return type == String.class
                || type instanceof ParameterizedType generic
                        && isText(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]);
    }

    private static List<Problem> problems(Key key, String text) {
        List<Problem> problems = new ArrayList<>();
        new Binder(problems).value(key.component(), node(key.component().getGenericType(), text), key.name());
        return problems.stream()
                .filter(problem -> !problem.message().contains("is not a name of the form"))
                .filter(problem -> !problem.message().contains(" entries; "))
                .toList();
    }

    private static Node node(Type type, String text) {
        if (!(type instanceof ParameterizedType generic)) {
            return new Node.Scalar(HERE, Node.Type.TEXT, text, List.of());
        }
        Type[] arguments = generic.getActualTypeArguments();
        Node below = node(arguments[arguments.length - 1], text);
        return generic.getRawType() == Optional.class
                ? below
                : generic.getRawType() == Map.class
                        ? new Node.Mapping(HERE, Map.of("a", new Node.Entry(HERE, below)), List.of())
                        : new Node.Sequence(HERE, List.of(below), List.of());
    }
}
