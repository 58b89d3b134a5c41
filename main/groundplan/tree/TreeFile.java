package groundplan.tree;

import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclEdits;
import groundplan.hcl.HclEdits.HclEdit;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclExpression.FunctionCall;
import groundplan.hcl.HclExpression.ObjectExpression;
import groundplan.hcl.HclExpression.Parentheses;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclProblem;
import groundplan.hcl.HclRange;
import groundplan.hcl.HclReference;
import groundplan.hcl.NativeBody;
import groundplan.hcl.References;
import groundplan.hcl.SourceText;
import groundplan.hcl.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of Terragrunt's configuration, of a unit or included by some. Terragrunt evaluates what does not hang on outputs of other
 * units: the file is rewritten so that it does that, and nothing else.
 */
final class TreeFile {
    /** What every name that is added begins with. */
    static final String ADDED = "groundplan_";

    private static final String DEPENDENCY = "dependency";
    private static final String INPUTS = "inputs";

    private final SourceText source;
    private final NativeBody body;
    private final int number;
    private final Map<String, DependencyBlock> dependencies = new LinkedHashMap<>();
    private final List<InputPart> parts = new ArrayList<>();
    private final Map<String, Split.Constant> constants = new LinkedHashMap<>();
    private boolean dependent;

    /** A part of the inputs; later ones override earlier ones. */
    sealed interface InputPart {}

    /**
     * One input.
     *
     * @param name its name
     * @param value its value, which hangs on outputs of other units or is evaluated by Terragrunt
     */
    record OneInput(String name, Evaluated value) implements InputPart {}

    /** Inputs that Terragrunt evaluates: a map, whose keys are known only then. */
    record ConstantInputs(String added) implements InputPart {}

    /** Inputs whose names hang on outputs of other units. */
    record UnknownInputs(Evaluated value, HclRange range) implements InputPart {}

    /**
     * An expression with the names under which Terragrunt evaluates its constant parts.
     *
     * @param split the expression
     * @param names the names, by part
     */
    record Evaluated(Split split, Map<Split.Constant, String> names) {}

    /**
     * Reads a file.
     *
     * @param number tells its names from those of other files
     * @throws groundplan.hcl.InvalidHcl if it is not HCL
     */
    TreeFile(SourceText source, int number) {
        this.source = source;
        this.number = number;
        this.body = HclParser.body(source);
        body.blocks(DEPENDENCY, 1)
                .forEach(block -> DependencyBlock.of(block).ifPresent(found -> dependencies.put(found.name(), found)));
        body.attribute(INPUTS).map(HclAttribute::expression).ifPresent(inputs -> {
            dependent = !Split.of(inputs, rules()).isConstant();
            if (dependent) {
                divide(inputs);
            } else {
                parts.add(new ConstantInputs(ADDED + number + "_keys"));
            }
        });
    }

    /** Its dependencies by name. */
    Map<String, DependencyBlock> dependencies() {
        return dependencies;
    }

    /** Its inputs. */
    List<InputPart> parts() {
        return parts;
    }

    /** Whether inputs hang on outputs of other units. */
    boolean dependent() {
        return dependent;
    }

    /** The name under which Terragrunt evaluates where a dependency is. */
    String place(DependencyBlock dependency) {
        return ADDED + number + "_at_" + dependency.name();
    }

    /** How it includes another file: Terragrunt's {@code merge_strategy}. */
    String mergeStrategy(String include) {
        return body.blocks().stream()
                .filter(block ->
                        block.type().equals("include") && block.label(0).equals(include))
                .findFirst()
                .flatMap(block -> block.body().attribute("merge_strategy"))
                .flatMap(attribute -> JsonExpressions.value(attribute.expression()))
                .map(value -> value.asText())
                .orElse("shallow");
    }

    /** The names of its includes in the order in which it has them. */
    List<String> includes() {
        return body.blocks().stream()
                .filter(block -> block.type().equals("include"))
                .map(block -> block.label(0))
                .toList();
    }

    /** Where it reads outputs of other units and only inputs can. */
    List<HclProblem> problems() {
        List<HclProblem> problems = new ArrayList<>();
        body.attributes().stream()
                .filter(attribute -> !attribute.name().equals(INPUTS))
                .forEach(attribute -> refuse(attribute, problems));
        body.blocks().stream()
                .filter(block -> !block.type().equals(DEPENDENCY))
                .forEach(block -> refuse(block, problems));
        return problems;
    }

    private static void refuse(HclBlock block, List<HclProblem> problems) {
        NativeBody inside = (NativeBody) block.body();
        inside.attributes().forEach(attribute -> refuse(attribute, problems));
        inside.blocks().forEach(inner -> refuse(inner, problems));
    }

    private static void refuse(HclAttribute attribute, List<HclProblem> problems) {
        References.of(attribute.expression()).stream()
                .filter(reference -> reference.root().equals(DEPENDENCY))
                .forEach(reference -> problems.add(new HclProblem(
                        reference.range(),
                        reference + " is read in " + attribute.name()
                                + ": in a whole plan only inputs can read an output of another unit")));
    }

    /** The file as Terragrunt is to evaluate it: without dependencies, with the added inputs. */
    String evaluated() {
        List<HclEdit> edits = new ArrayList<>();
        body.blocks().stream()
                .filter(block -> block.type().equals(DEPENDENCY)
                        && DependencyBlock.of(block)
                                .filter(DependencyBlock::onlyMocks)
                                .isEmpty())
                .forEach(block -> edits.add(new HclEdit(block.range(), "")));
        StringBuilder added = new StringBuilder("{\n");
        constants.forEach((name, constant) -> {
            String text = constant.text();
            // A part that fails may be one that is not needed; then nothing is told of it.
            added.append("  ")
                    .append(name)
                    .append(" = ")
                    .append(
                            constant.mayBeSkipped()
                                    ? "try(jsonencode({ value = " + text + " }), \"{}\")"
                                    : "jsonencode({ value = " + text + " })")
                    .append('\n');
        });
        dependencies.values().forEach(one -> added.append("  ")
                .append(place(one))
                .append(" = jsonencode({ value = ")
                .append(one.configPath().range().text())
                .append(" })\n"));
        Optional<HclAttribute> inputs = body.attribute(INPUTS);
        if (inputs.isPresent() && !dependent) {
            String text = inputs.get().expression().range().text();
            added.append("  ")
                    .append(ADDED)
                    .append(number)
                    .append("_keys = jsonencode({ value = keys(")
                    .append(text)
                    .append(") })\n}");
            edits.add(new HclEdit(inputs.get().expression().range(), "merge(" + text + ",\n" + added + ")"));
        } else if (inputs.isPresent()) {
            edits.add(new HclEdit(
                    inputs.get().expression().range(), added.append('}').toString()));
        } else {
            int end = source.text().length();
            edits.add(new HclEdit(new HclRange(source, end, end), "\ninputs = " + added.append("}\n")));
        }
        return HclEdits.apply(source, edits);
    }

    private void divide(HclExpression inputs) {
        if (inputs instanceof Parentheses inner) {
            divide(inner.inner());
        } else if (inputs instanceof ObjectExpression object
                && object.items().stream().allMatch(item -> item.name().isPresent())) {
            object.items().forEach(item -> parts.add(new OneInput(item.name().orElseThrow(), evaluated(item.value()))));
        } else if (inputs instanceof FunctionCall call && call.name().equals("merge") && !call.expands()) {
            call.arguments().forEach(this::divide);
        } else {
            Evaluated value = evaluated(inputs);
            if (value.split().isConstant()) {
                parts.add(new ConstantInputs(value.names().values().iterator().next()));
            } else {
                parts.add(new UnknownInputs(value, inputs.range()));
            }
        }
    }

    private Evaluated evaluated(HclExpression expression) {
        Split split = Split.of(expression, rules());
        Map<Split.Constant, String> names = new LinkedHashMap<>();
        split.constants().forEach(constant -> {
            String name = ADDED + number + "_" + constants.size();
            constants.put(name, constant);
            names.put(constant, name);
        });
        return new Evaluated(split, names);
    }

    private Split.Rules rules() {
        return new Split.Rules() {
            @Override
            public Optional<Split.Replacement> replacement(HclReference reference) {
                Optional<String> name = reference.name(0);
                if (!reference.root().equals(DEPENDENCY)
                        || name.map(dependencies::get)
                                .filter(DependencyBlock::onlyMocks)
                                .isPresent()) {
                    return Optional.empty();
                }
                if (name.isEmpty() || !reference.name(1).equals(Optional.of("outputs"))) {
                    throw reference.problem(reference + ": only dependency.<name>.outputs can be read in a whole plan");
                }
                DependencyBlock block = dependencies.get(name.get());
                if (block != null && block.disabled()) {
                    throw reference.problem(reference + ": this dependency is not enabled, so it has no outputs");
                }
                return Optional.of(
                        reference.name(2).isPresent()
                                ? new Split.Replacement(
                                        DEPENDENCY + "." + name.get() + ".outputs."
                                                + reference.name(2).get(),
                                        3)
                                : new Split.Replacement(DEPENDENCY + "." + name.get() + ".outputs", 2));
            }
        };
    }
}
