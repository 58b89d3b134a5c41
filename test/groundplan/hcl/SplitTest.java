package groundplan.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constants are written {@code <1>}, {@code <2>} and so on here. */
class SplitTest {
    /** Outputs of dependencies are module outputs; locals are those of the map. */
    private static Split.Rules rules(Map<String, String> locals) {
        Map<String, HclExpression> read = new HashMap<>();
        locals.forEach((name, text) -> read.put(name, HclParser.expression(SourceText.of(name + ".hcl", text))));
        return new Split.Rules() {
            @Override
            public Optional<Split.Replacement> replacement(HclReference reference) {
                if (!reference.root().equals("dependency")) {
                    return Optional.empty();
                }
                if (!reference.name(1).equals(Optional.of("outputs"))) {
                    throw reference.problem("only outputs of a dependency can be read");
                }
                String unit = "module." + reference.name(0).orElseThrow();
                return Optional.of(reference
                        .name(2)
                        .map(output -> new Split.Replacement(unit + "." + output, 3))
                        .orElse(new Split.Replacement(unit, 2)));
            }

            @Override
            public Optional<Split.Definition> definition(HclReference reference) {
                return reference.root().equals("local")
                        ? reference.name(0).map(read::get).map(found -> new Split.Definition(found, 1))
                        : Optional.empty();
            }
        };
    }

    private static Split split(String expression, Map<String, String> locals) {
        return Split.of(HclParser.expression(SourceText.of("test.hcl", expression)), rules(locals));
    }

    private static String shown(Split split) {
        int[] count = {0};
        return split.text(constant -> "<" + ++count[0] + ">");
    }

    private static String constants(Split split) {
        return String.join(
                "; ",
                split.constants().stream()
                        .map(constant -> constant.expression().range().text())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            local.a                                           ~ <1>                                        ~ local.a
            upper("${local.a}-b")                             ~ <1>                                        ~ upper("${local.a}-b")
            dependency.d.outputs.x                            ~ module.d.x                                 ~
            dependency.d.outputs["x"].y[0]                    ~ module.d.x.y[0]                            ~
            dependency.d.outputs                              ~ module.d                                   ~
            [1, "a", dependency.d.outputs.x]                  ~ [1, "a", module.d.x]                       ~
            merge(local.a, {b = dependency.d.outputs.x})      ~ merge(<1>, {b = module.d.x})               ~ local.a
            merge(local.a.b, f({c = 1}), {d = dependency.d.outputs.x}) ~ merge(<1>, <2>, {d = module.d.x}) ~ local.a.b; f({c = 1})
            "${local.a}-${dependency.d.outputs.x} $${y}"      ~ "${<1>}-${module.d.x} $${y}"               ~ local.a
            "%{ if local.a }${dependency.d.outputs.x}%{ endif }" ~ "%{ if <1> }${module.d.x}%{ endif }"    ~ local.a
            [for x in dependency.d.outputs.l : "${x}${local.a}"] ~ [for x in module.d.l : "${x}${<1>}"]    ~ local.a
            [for x in local.l : x.id if dependency.d.outputs.on] ~ [for x in <1> : x.id if module.d.on]    ~ local.l
            [for x in local.l : local.m[x.id][dependency.d.outputs.i]] ~ [for x in <1> : <2>[x.id][module.d.i]] ~ local.l; local.m
            [for k in local.l : f(k, local.a) if dependency.d.outputs.on] ~ [for k in <1> : f(k, <2>) if module.d.on] ~ local.l; local.a
            [for dependency in local.l : dependency.x]        ~ <1>                                        ~ [for dependency in local.l : dependency.x]
            local.m[dependency.d.outputs.k].x                 ~ <1>[module.d.k].x                          ~ local.m
            local.m.n["o"][dependency.d.outputs.k]            ~ <1>[module.d.k]                            ~ local.m.n["o"]
            local.m[*].n[dependency.d.outputs.k]              ~ <1>[*].n[module.d.k]                       ~ local.m
            local.m.*.n[dependency.d.outputs.k]               ~ <1>[module.d.k]                            ~ local.m.*.n
            dependency.d.outputs.m[local.k].x                 ~ module.d.m[<1>].x                          ~ local.k
            f(local.a)["b"][dependency.d.outputs.k]           ~ <1>[module.d.k]                            ~ f(local.a)["b"]
            local.a ? dependency.d.outputs.x : local.b        ~ <1> ? module.d.x : <2>                     ~ local.a; local.b
            {(local.a) = dependency.d.outputs.x}              ~ {<1> = module.d.x}                         ~ (local.a)
            contains(toset(local.a), dependency.d.outputs.x)  ~ contains(toset(<1>), module.d.x)           ~ local.a
            f(local.a...) == dependency.d.outputs.x /* c */ + 1 ~ <1> == module.d.x /* c */ + 1            ~ f(local.a...)
            """)
    void whatHangsOnNothingIsConstant(String expression, String expected, String constants) {
        Split split = split(expression, Map.of());
        assertEquals(expected, shown(split));
        assertEquals(constants == null ? "" : constants, constants(split));
    }

    @Test
    void localsThatHangOnADependencyAreReplacedByTheirExpressions() {
        Map<String, String> locals = Map.of(
                "vpc", "dependency.vpc.outputs",
                "common", "merge(local.tags, { id = local.vpc.id })",
                "tags", "{ a = local.name }",
                "name", "upper(\"x\")",
                "text", "<<EOT\n${local.vpc.id}\nEOT\n");
        Split split = split("merge(local.common, { z = local.common[\"id\"], n = local.name }, local.text)", locals);
        assertEquals(
                "merge((merge(<1>, { id = (module.vpc).id })), { z = (merge(<2>, { id = (module.vpc).id }))[\"id\"],"
                        + " n = <3> }, (<<EOT\n${(module.vpc).id}\nEOT\n))",
                shown(split));
        assertEquals("local.tags; local.tags; local.name", constants(split));
        assertEquals(
                List.of("common.hcl:1:7", "common.hcl:1:7", "test.hcl:1:51"),
                split.constants().stream()
                        .map(constant -> constant.expression().range().toString())
                        .toList());
    }

    @Test
    void whatALocalMeansDependsOnTheFile() {
        Map<String, NativeBody> files = Map.of(
                "root.hcl",
                HclParser.body(SourceText.of(
                        "root.hcl", "locals {\n  tags = { id = local.id }\n  id = dependency.vpc.outputs.id\n}\n")),
                "unit.hcl",
                HclParser.body(
                        SourceText.of(
                                "unit.hcl",
                                "locals {\n  id = \"own\"\n}\ninputs = merge(include.root.locals.tags, { own = local.id })\n")));
        Split.Rules rules = new Split.Rules() {
            @Override
            public Optional<Split.Replacement> replacement(HclReference reference) {
                return rules(Map.of()).replacement(reference);
            }

            @Override
            public Optional<Split.Definition> definition(HclReference reference) {
                return reference.startsWith("include", "root", "locals")
                        ? local("root.hcl", reference.name(2).orElseThrow(), 3)
                        : reference.root().equals("local")
                                ? local(
                                        reference.range().source().file(),
                                        reference.name(0).orElseThrow(),
                                        1)
                                : Optional.empty();
            }

            private Optional<Split.Definition> local(String file, String name, int steps) {
                return files.get(file)
                        .blocks("locals", 0)
                        .get(0)
                        .body()
                        .attribute(name)
                        .map(found -> new Split.Definition(found.expression(), steps));
            }
        };
        Split split =
                Split.of(files.get("unit.hcl").attribute("inputs").orElseThrow().expression(), rules);
        assertEquals("merge(({ id = (module.vpc.id) }), <1>)", shown(split));
        assertEquals("{ own = local.id }", constants(split));
    }

    @Test
    void aCircleIsToldWithItsPlaces() {
        InvalidHcl told = assertThrows(
                InvalidHcl.class, () -> split("[1, local.a]", Map.of("a", "local.b + 1", "b", "  f(local.a)")));
        assertEquals(
                "b.hcl:1:5: 'local.a' refers to itself: local.a (test.hcl:1:5) -> local.b (a.hcl:1:1) -> local.a (b.hcl:1:5)",
                told.getMessage());
    }

    @Test
    void valuesThatGrowWithoutEndAreRefused() {
        Map<String, String> locals = new HashMap<>(Map.of("v0", "dependency.d.outputs.x"));
        for (int i = 1; i < 40; i++) {
            locals.put("v" + i, "[local.v" + (i - 1) + ", local.v" + (i - 1) + "]");
        }
        InvalidHcl told = assertThrows(InvalidHcl.class, () -> split("local.v39", locals));
        assertTrue(told.getMessage().contains("more than"), told.getMessage());
    }

    @Test
    void partsOnSeveralLinesCanBeWrittenAnywhere() {
        Split split = split("[\n  local.a\n  + local.b, # c\n  dependency.d.outputs.x\n]", Map.of());
        assertEquals("(local.a\n  + local.b\n)", split.constants().get(0).text());
        assertEquals("[\n  <1>, # c\n  module.d.x\n]", shown(split));
        HclParser.body(SourceText.of("f.hcl", "a = " + split.constants().get(0).text()));
    }

    @Test
    void whatMayFailIsMarked() {
        Split split = split(
                "try(local.a, dependency.d.outputs.x) + (local.b ? local.c : dependency.d.outputs.x)"
                        + " + f([for i in dependency.d.outputs.l : local.d])",
                Map.of());
        assertEquals(
                List.of(true, false, true, true),
                split.constants().stream().map(Split.Constant::mayBeSkipped).toList());
        assertEquals(List.of("f", "try"), List.copyOf(split.functions().keySet()));
    }

    @Test
    void negativeNumbersStayOperands() {
        Split split = split("1 - local.a - dependency.d.outputs.x", Map.of());
        assertEquals("1 - local.a", constants(split));
        assertEquals("(-3) - module.d.x", split.withValues(constant -> IntNode.valueOf(-3)));
    }

    @Test
    void wrongReferencesAreRefusedWithTheirPlace() {
        InvalidHcl told = assertThrows(InvalidHcl.class, () -> split("[\n  dependency.d.inputs.x]", Map.of()));
        assertEquals("test.hcl:2:3: only outputs of a dependency can be read", told.getMessage());
    }
}
