package groundplan.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    private static HclExpression read(String text) {
        return HclParser.expression(SourceText.of("test.hcl", text));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            1 + 2                                               ~
            a.b + c["d"].e                                      ~ a.b, c["d"].e
            a[b.c].d                                            ~ a[b.c].d, b.c
            f(a, "x ${b.c}")                                    ~ a, b.c
            {a = b, (c) = d, "${e}" = f}                        ~ b, c, d, e, f
            [for a in a.list : a.id + b]                        ~ a.list, b
            [for k, v in m : "${k}${v.x}${z}" if v.on && w]     ~ m, z, w
            {for k, v in k : v => k...}                         ~ k
            [for a in x : [for b in a.y : [a, b, c]]]           ~ x, c
            [for dependency in x : dependency.y]                ~ x
            "%{ for k, v in m }${k}${n}%{ endfor }${k}"         ~ m, n, k
            "%{ if a }${b}%{ else }${c}%{ endif }"              ~ a, b, c
            (a.b)[c].d                                          ~ a.b, c
            a[*].b[c]                                           ~ a[*].b[c], c
            $${a}                                               ~
            """)
    void referencesAreThoseThatAreNotVariablesOfALoop(String expression, String expected) {
        if (expression.startsWith("$$")) {
            assertEquals(
                    "",
                    References.of(read('"' + expression + '"')).stream()
                            .map(HclReference::toString)
                            .collect(Collectors.joining(", ")));
            return;
        }
        assertEquals(
                expected == null ? "" : expected,
                References.of(read(expression)).stream()
                        .map(HclReference::toString)
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void anExpressionDependsOnTheNamesItReads() {
        HclExpression read = read("merge(local.common, {for dependency in [] : dependency => 1})");
        assertTrue(References.dependsOn(read, "local"));
        assertFalse(References.dependsOn(read, "dependency"));
        assertFalse(References.dependsOn(read, "common"));
    }

    @Test
    void stepsHaveNamesIfTheyAreConstant() {
        HclReference reference = References.of(read("a.b[\"c d\"][0].1[x].e")).get(0);
        assertEquals(Optional.of("b"), reference.name(0));
        assertEquals(Optional.of("c d"), reference.name(1));
        assertEquals(Optional.of("0"), reference.name(2));
        assertEquals(Optional.of("1"), reference.name(3));
        assertEquals(Optional.empty(), reference.name(4));
        assertEquals(Optional.of("e"), reference.name(5));
        assertEquals(Optional.empty(), reference.name(6));
        assertTrue(reference.startsWith("a", "b", "c d"));
        assertFalse(reference.startsWith("a", "b", "0"));
        assertEquals(
                Optional.empty(), References.of(read("a[1e999999999]")).get(0).name(0));
    }

    @Test
    void functionsAreFoundEverywhere() {
        assertEquals(
                Set.of("a", "b", "c", "d", "provider::x::e"),
                References.functions(read("\"${a(b(1))}\" == [for x in c() : {(d()) = provider::x::e()}]"))
                        .keySet());
    }
}
