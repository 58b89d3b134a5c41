package groundplan.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each construct of HCL's expressions, with the tree that the specification gives it. */
class ExpressionTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            15                                   ~ 15
            1.50                                 ~ 1.50
            12e3                                 ~ 12000
            1.5E-2                               ~ 0.015
            true                                 ~ true
            null                                 ~ null
            "text"                               ~ "text"
            x / y * z                            ~ (* (/ x y) z)
            1 - 2 - 3                            ~ (- (- 1 2) 3)
            1 + 2 * 3 - 4                        ~ (- (+ 1 (* 2 3)) 4)
            a % b * c                            ~ (* (% a b) c)
            a < b == c >= d                      ~ (== (< a b) (>= c d))
            a == b && c != d || !e               ~ (|| (&& (== a b) (!= c d)) (! e))
            a || b && c                          ~ (|| a (&& b c))
            -46+5                                ~ (+ (- 46) 5)
            -a.b                                 ~ (- (get a .b))
            !!a                                  ~ (! (! a))
            1 - -2                               ~ (- 1 (- 2))
            a ? b : c ? d : e                    ~ (? a b (? c d e))
            a ? b ? 1 : 2 : 3                    ~ (? a (? b 1 2) 3)
            a || b ? 1 + 2 : 3                   ~ (? (|| a b) (+ 1 2) 3)
            (1 + 2) * 3                          ~ (* (paren (+ 1 2)) 3)
            a-b                                  ~ a-b
            a - b                                ~ (- a b)
            größe.ü                              ~ (get größe .ü)
            [1, 2,]                              ~ (tuple 1 2)
            []                                   ~ (tuple)
            [(for)]                              ~ (tuple (paren for))
            {a = 1, "b" : 2, (c) = 3, 4 = 5}     ~ (object 'a 1 "b" 2 (paren c) 3 4 5)
            {}                                   ~ (object)
            {aws.b = aws.c}                      ~ (object (get aws .b) (get aws .c))
            {baz = 2, for = 1}                   ~ (object 'baz 2 'for 1)
            {true = 1, null = 2}                 ~ (object 'true 1 'null 2)
            {"${a}-b" = 1}                       ~ (object (template $a "-b") 1)
            f()                                  ~ (call f)
            f(a, 1,)                             ~ (call f a 1)
            f(a, b...)                           ~ (call f a b ...)
            provider::aws::arn(a)                ~ (call provider::aws::arn a)
            f(a).b[0]                            ~ (get (call f a) .b [0])
            a.b["c"].d                           ~ (get a .b ["c"] .d)
            a[b.c][1 + 2]                        ~ (get a [(get b .c)] [(+ 1 2)])
            a.0.b                                ~ (get a .[0] .b)
            a.*.b.0                              ~ (get a .* .b .[0])
            a[*].b[0].c                          ~ (get a [*] .b [0] .c)
            a.*.b[0].*                           ~ (get a .* .b [0] .*)
            {a = 1}.a                            ~ (get (object 'a 1) .a)
            [for v in l : v.id]                  ~ (for v in l (get v .id))
            [for i, v in l : v if i > 0]         ~ (for i,v in l v if (> i 0))
            {for k, v in m : k => v}             ~ (for k,v in m k => v)
            {for v in l : v.a => v... if v.b}    ~ (for v in l (get v .a) => v ... if (get v .b))
            for.in.if                            ~ (get for .in .if)
            a /* b */ + c                        ~ (+ a c)
            """)
    void treesAreThoseOfTheSpecification(String expression, String expected) {
        assertEquals(expected, TreeText.of(expression));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            "a ${b} c"                                      § (template "a " $b " c")
            "${b}"                                          § (template $b)
            ""                                              § ""
            "$${b} %%{c} $d 5% $$"                          § "${b} %{c} $d 5% $$"
            "$$${b}"                                        § "$${b}"
            "tab\\t quote\\" back\\\\ \\u00e9 \\U0001F600"  § "tab\t quote" back\\ é 😀"
            "${"in ${a} out"}"                              § (template $(template "in " $a " out"))
            "${ {a = 1}["a"] }"                             § (template $(get (object 'a 1) ["a"]))
            "a ${~ b ~} c"                                  § (template "a" $b "c")
            "${"hello" ~}${" world"}"                       § (template $"hello" $" world")
            "%{ if a }b%{ else }c%{ endif }"                § (template (if a ["b"] ["c"]))
            "%{ if a ~} b %{~ endif }"                      § (template (if a ["b"] []))
            "%{ for k, v in m }${k}=${v};%{ endfor }"       § (template (each k,v in m [$k "=" $v ";"]))
            "%{if a}%{for x in y}${x}%{endfor}%{endif}"     § (template (if a [(each x in y [$x])] []))
            """)
    void templatesAreThoseOfTheSpecification(String expression, String expected) {
        assertEquals(expected, TreeText.of(expression));
    }

    @Test
    void heredocsKeepTheirLines() {
        assertEquals(
                "(template \"  a \" $b \"\\n\\n c $${d}\\n\")".replace("$$", "$"),
                TreeText.of("<<EOT\n  a ${b}\n\n c $${d}\nEOT\n"));
        assertEquals("\"a\\r\\n\"".replace("\\r", "\r"), TreeText.of("<<EOT\r\na\r\n  EOT\r\n"));
        assertEquals("\"EOT 1\\n\\\\n\\n\"".replace("\\\\", "\\"), TreeText.of("<<EOT\nEOT 1\n\\n\nEOT\n"));
    }

    @Test
    void indentationOfAnIndentedHeredocIsRemoved() {
        assertEquals("\"a\\n\\n  b\\n\"", TreeText.of("<<-EOT\n    a\n\n      b\n    EOT\n"));
        // Directives stand at the beginning of their lines, after their indentation.
        assertEquals(
                "(template \"x: \" $a \"\\n\" (if b [\"\\n  y\\n\"] []) \"\\n\")",
                TreeText.of("<<-EOT\n  x: ${a}\n  %{ if b }\n    y\n  %{ endif }\n  EOT\n"));
    }

    @Test
    void aStripMarkerEndsAtTheLineInAHeredoc() {
        assertEquals(
                "(template (if a [\"    b\\n\"] []) \"\")",
                TreeText.of("<<EOT\n%{ if a ~}\n    b\n  %{~ endif ~}\nEOT\n"));
    }

    @Test
    void lineBreaksMeanNothingInBrackets() {
        assertEquals("(call f (tuple 1 2) (+ a b))", TreeText.of("f(\n  [\n 1\n ,\n 2 # two\n ],\n a\n + b // sum\n)"));
        assertEquals("(object 'a 1 'b 2 'c 3)", TreeText.of("{ # first\n a = 1\n\n b = 2, // second\n c = 3 }"));
    }

    @Test
    void rangesAreThoseOfTheText() {
        String text = "upper( \"é😀${ a.b[0] }\" )";
        HclExpression.FunctionCall call =
                (HclExpression.FunctionCall) HclParser.expression(SourceText.of("f.hcl", text));
        assertEquals(text, call.range().text());
        assertEquals("upper", call.nameRange().text());
        HclExpression template = call.arguments().get(0);
        assertEquals("\"é😀${ a.b[0] }\"", template.range().text());
        HclReference reference = References.of(call).get(0);
        assertEquals("a.b[0]", reference.toString());
        assertEquals("f.hcl:1:14", reference.range().toString());
        assertEquals(
                List.of(".b", "[0]"),
                reference.steps().stream().map(step -> step.range().text()).toList());
    }
}
