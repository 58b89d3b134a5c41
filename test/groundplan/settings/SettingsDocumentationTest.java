package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.catalogue.Kinds;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Kind;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.SnakeCase;
import groundplan.pricing.Usage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of every kind is described well enough for a person who sees it in an editor for the first time. */
class SettingsDocumentationTest {
    /** One key: the record and the component that it is. */
    record Key(Class<?> type, RecordComponent component) {
        String name() {
            return SnakeCase.of(component.getName());
        }

        Setting setting() {
            return component.getAnnotation(Setting.class);
        }

        @Override
        public String toString() {
            return type.getName() + ": " + name();
        }
    }

    static Stream<Key> keys() {
        Set<Class<?>> records = new LinkedHashSet<>();
        collect(EnvironmentSettings.class, records);
        collect(Usage.class, records);
        Kinds.all().forEach(kind -> collect(kind.settings(), records));
        return records.stream()
                .flatMap(type -> Stream.of(type.getRecordComponents()).map(component -> new Key(type, component)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void aKeyIsDescribedInSentences(Key key) {
        assertTrue(key.setting() != null, () -> key + " has no @Setting");
        String meaning = key.setting().value();
        assertTrue(
                meaning.matches("(?s)[\\p{Lu}\\d].*\\."),
                () -> key + " is described by '" + meaning + "', which is no sentence");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void aDefaultIsAValueOfItsKey(Key key) {
        if (key.setting().byDefault().isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        Node value = assertDoesNotThrow(() -> Binder.byDefault(key.setting()), () -> "default of " + key);
        assertDoesNotThrow(
                () -> new Binder(problems).value(key.component(), value, key.name()), () -> "default of " + key);
        assertEquals(List.of(), problems, () -> "problems of the default of " + key);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void aKeyThatMayBeLeftOutHasNoDefaultBesides(Key key) {
        boolean optional = key.component().getType() == Optional.class;
        assertTrue(
                !optional || key.setting().byDefault().isEmpty(),
                () -> key + " is optional and has a default: one is too many");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void patternsAreRegularExpressions(Key key) {
        assertDoesNotThrow(() -> Pattern.compile(key.setting().pattern()), () -> "pattern of " + key);
        assertDoesNotThrow(() -> Pattern.compile(key.setting().names()), () -> "names of " + key);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void aReferenceNamesAKindThatIsThere(Key key) {
        Reads reads = key.component().getAnnotation(Reads.class);
        List<String> kinds = Kinds.all().stream().map(Kind::name).toList();
        assertTrue(
                reads == null || kinds.contains(reads.value()),
                () -> key + " reads a unit of kind " + reads.value() + "; there are " + kinds);
    }

    private static void collect(Type type, Set<Class<?>> into) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, into));
        } else if (type instanceof Class<?> plain && plain.isRecord() && into.add(plain)) {
            Stream.of(plain.getRecordComponents()).forEach(component -> collect(component.getGenericType(), into));
        }
    }
}
