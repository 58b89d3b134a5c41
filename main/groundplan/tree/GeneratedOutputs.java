package groundplan.tree;

import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclEdits.HclEdit;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclExpression.TemplateExpression;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclProblem;
import groundplan.hcl.HclRange;
import groundplan.hcl.HclReference;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.References;
import groundplan.hcl.SourceText;
import groundplan.hcl.Split;
import groundplan.hcl.TemplatePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Outputs of other units in the contents of generated files, such as the address of a cluster in a provider's configuration. Terragrunt
 * writes a name in their place, which then becomes a variable of the module.
 */
final class GeneratedOutputs {
    static final String CONTENTS = "contents";

    /** How Terragrunt writes an output into a file; each is a part of the name that stands for it there. */
    enum Written {
        /** As a value in JSON. */
        VALUE,
        /** As a text: a number in quotes is one. */
        TEXT,
        /** As JSON. */
        ENCODED;

        /** The part of the name. */
        String part() {
            return "_" + name().toLowerCase(Locale.ROOT) + "_";
        }

        /** How an output is written whose name this is. */
        static Written of(String name) {
            return Arrays.stream(values())
                    .filter(one -> name.contains(one.part()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final TreeFile file;
    private final Map<String, InputPart.Evaluated> variables = new LinkedHashMap<>();
    private final List<HclEdit> edits = new ArrayList<>();

    GeneratedOutputs(TreeFile file, List<HclBlock> blocks) {
        this.file = file;
        blocks.forEach(block ->
                block.body().attribute(CONTENTS).map(HclAttribute::expression).ifPresent(this::replace));
    }

    /** The variables, by name. */
    Map<String, InputPart.Evaluated> variables() {
        return variables;
    }

    /** What to change in the file. */
    List<HclEdit> edits() {
        return edits;
    }

    private void replace(HclExpression contents) {
        if (contents instanceof TemplateExpression template) {
            template.parts().forEach(this::replace);
            return;
        }
        // What a function makes of a name is not what it would make of the output, except for those that only write
        // texts.
        for (HclReference reference : References.of(contents)) {
            if (new OutputRules(file).replacement(reference).isPresent()) {
                if (!writes(contents, reference)) {
                    throw refused(reference.range(), reference.toString());
                }
                Written written = ((HclExpression.FunctionCall) contents).name().equals("jsonencode")
                        ? Written.VALUE
                        : Written.TEXT;
                edits.add(new HclEdit(reference.range(), '"' + variable(alone(reference), written) + '"'));
            }
        }
    }

    /** What is given to the function beside the output may be made by any. */
    private static boolean writes(HclExpression contents, HclReference reference) {
        return contents instanceof HclExpression.FunctionCall call
                && List.of("templatefile", "jsonencode").contains(call.name())
                && call.arguments().stream()
                        .filter(argument -> References.of(argument).contains(reference))
                        .allMatch(argument -> isGivenAsItIs(argument, reference));
    }

    private static boolean isGivenAsItIs(HclExpression value, HclReference reference) {
        if (value instanceof HclExpression.ObjectExpression object) {
            return object.items().stream()
                    .map(HclExpression.ObjectItem::value)
                    .filter(item -> References.of(item).contains(reference))
                    .allMatch(item -> isGivenAsItIs(item, reference));
        }
        return References.functions(value).isEmpty();
    }

    private static HclExpression alone(HclReference reference) {
        return HclParser.expression(SourceText.of(reference.range().source().file(), reference.toString()));
    }

    private void replace(TemplatePart part) {
        if (part instanceof TemplatePart.Interpolation interpolation) {
            HclExpression value = interpolation.expression();
            if (!Split.of(value, new OutputRules(file)).isConstant()) {
                HclExpression plain = withoutEncoding(value);
                edits.add(new HclEdit(
                        value.range(), '"' + variable(plain, plain == value ? Written.TEXT : Written.ENCODED) + '"'));
            }
        } else if (part instanceof TemplatePart.IfDirective choice) {
            refuseOpen(choice.condition());
            choice.then().forEach(this::replace);
            choice.otherwise().forEach(this::replace);
        } else if (part instanceof TemplatePart.ForDirective repetition) {
            refuseOpen(repetition.collection());
            repetition.body().forEach(this::replace);
        }
    }

    /** What is encoded in order to be written as an expression is that expression. */
    private static HclExpression withoutEncoding(HclExpression value) {
        return value instanceof HclExpression.FunctionCall call
                        && call.name().equals("jsonencode")
                        && call.arguments().size() == 1
                ? call.arguments().get(0)
                : value;
    }

    private void refuseOpen(HclExpression expression) {
        if (!Split.of(expression, new OutputRules(file)).isConstant()) {
            throw refused(expression.range(), expression.range().text());
        }
    }

    private String variable(HclExpression expression, Written written) {
        String name = file.name("out" + written.part() + variables.size());
        variables.put(name, file.evaluated(expression));
        return name;
    }

    private static InvalidHcl refused(HclRange place, String what) {
        return new InvalidHcl(List.of(new HclProblem(
                place,
                what
                        + ": what is written into a generated file depends on an output of another unit; in a whole plan an output can only be"
                        + " written there as a value, as in \"${dependency.<name>.outputs.<output>}\"")));
    }
}
