package groundplan.tree;

import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclEdits;
import groundplan.hcl.HclEdits.HclEdit;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclProblem;
import groundplan.hcl.HclRange;
import groundplan.hcl.NativeBody;
import groundplan.hcl.SourceText;
import groundplan.hcl.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of Terragrunt's configuration, of a unit or included by some. Terragrunt evaluates what does not depend on outputs of other
 * units: the file is rewritten so that it does that, and nothing else.
 */
final class TreeFile {
    /** What every name that is added begins with. */
    static final String ADDED = "groundplan_";

    private static final String NO_MERGE = "no_merge";

    private final SourceText source;
    private final NativeBody body;
    private final int number;
    private final Map<String, DependencyBlock> dependencies = new LinkedHashMap<>();
    private final Map<String, TreeFile> includes = new LinkedHashMap<>();
    /** What Terragrunt is to evaluate, by name. */
    private final Map<String, String> added = new LinkedHashMap<>();

    private DividedInputs divided;
    private GeneratedOutputs generated;

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
        body.blocks(OutputRules.DEPENDENCY, 1)
                .forEach(block -> DependencyBlock.of(block).ifPresent(found -> dependencies.put(found.name(), found)));
    }

    /**
     * Finds what depends on outputs of other units.
     *
     * @param included the files that it includes, which are linked, by the name of the include
     * @throws groundplan.hcl.InvalidHcl if that cannot be planned
     */
    void link(Map<String, TreeFile> included) {
        link(included, Set.of());
    }

    /**
     * The same.
     *
     * @param overridden inputs that another file gives instead, which need not even be possible here
     */
    void link(Map<String, TreeFile> included, Set<String> overridden) {
        includes.putAll(included);
        divided = new DividedInputs(this, inputs(), overridden);
        generated = new GeneratedOutputs(this, body.blocks("generate", 1));
    }

    /** Its dependencies by name. */
    Map<String, DependencyBlock> dependencies() {
        return dependencies;
    }

    /** A dependency, of itself or of a file that it includes. */
    Optional<DependencyBlock> dependency(String name) {
        return Stream.concat(Stream.of(dependencies), includes.values().stream().map(TreeFile::dependencies))
                .flatMap(known -> Optional.ofNullable(known.get(name)).stream())
                .findFirst();
    }

    Optional<TreeFile> include(String name) {
        return Optional.ofNullable(includes.get(name));
    }

    /** The names of its inputs, as far as they are written. */
    Set<String> inputNames() {
        return inputs().filter(HclExpression.ObjectExpression.class::isInstance)
                .map(object -> ((HclExpression.ObjectExpression) object)
                        .items().stream().flatMap(item -> item.name().stream()).collect(Collectors.toSet()))
                .orElseGet(Set::of);
    }

    /** Its inputs as they are written. */
    Optional<HclExpression> inputs() {
        return body.attribute(OutputRules.INPUTS).map(HclAttribute::expression);
    }

    /** An input as it is written, if it depends on outputs of other units. */
    Optional<HclExpression> input(String name) {
        return divided == null ? Optional.empty() : divided.input(name);
    }

    /** The parts of its inputs. */
    List<InputPart> parts() {
        return divided.parts();
    }

    /** Whether the names of some of its inputs depend on outputs of other units. */
    boolean hasUnknownInputs() {
        return divided != null && divided.parts().stream().anyMatch(part -> part instanceof InputPart.UnknownInputs);
    }

    /** What its generated files read of other units, by the names of variables that are added to the module. */
    Map<String, InputPart.Evaluated> generated() {
        return generated.variables();
    }

    /** The name under which Terragrunt evaluates where a dependency is. */
    String place(DependencyBlock dependency) {
        return ADDED + number + "_at_" + dependency.name();
    }

    /** How it includes another file: Terragrunt's {@code merge_strategy}. */
    String mergeStrategy(String include) {
        return includeBlocks()
                .filter(block -> block.label(0).equals(include))
                .findFirst()
                .flatMap(block -> block.body().attribute("merge_strategy"))
                .flatMap(attribute -> JsonExpressions.value(attribute.expression()))
                .map(value -> value.asText())
                .orElse("shallow");
    }

    /** Whether what a file has that it includes becomes its own. */
    boolean merges(String include) {
        return !mergeStrategy(include).equals(NO_MERGE);
    }

    /** The names of its includes in the order in which it has them. */
    List<String> includes() {
        return includeBlocks().map(block -> block.label(0)).toList();
    }

    private Stream<HclBlock> includeBlocks() {
        return body.blocks().stream().filter(block -> block.type().equals(OutputRules.INCLUDE));
    }

    /** Whether Terragrunt refuses to destroy units that have it. */
    boolean preventsDestroy() {
        return body.attribute("prevent_destroy")
                .flatMap(attribute -> JsonExpressions.value(attribute.expression()))
                .filter(value -> value.asBoolean())
                .isPresent();
    }

    /** Whether it says where states are, so that Terragrunt reads outputs there instead of running the engine in the unit's folder. */
    boolean placesStates() {
        return body.blocks("remote_state", 0).stream().anyMatch(block -> block.body()
                .attribute("disable_dependency_optimization")
                .flatMap(attribute -> JsonExpressions.value(attribute.expression()))
                .filter(value -> value.asBoolean())
                .isEmpty());
    }

    /** Its hooks around plan and apply: what Terragrunt would run there. */
    List<String> hooks() {
        return Hooks.of(body);
    }

    /** Where it reads which command is run. */
    List<String> readsOfCommand() {
        return CommandReads.in(body);
    }

    /** Where it reads outputs of other units and cannot. */
    List<HclProblem> problems() {
        return new RefusedReads(body).problems();
    }

    /** A name of this file, which no other has. */
    String name(String end) {
        return ADDED + number + "_" + end;
    }

    /** An expression, with names under which Terragrunt evaluates its constant parts. */
    InputPart.Evaluated evaluated(HclExpression expression) {
        Split split = Split.of(expression, new OutputRules(this));
        Map<Split.Constant, String> names = new LinkedHashMap<>();
        if (!split.isConstant()) {
            split.constants()
                    .forEach(constant -> names.put(
                            constant,
                            add(
                                    constant.expression().range(),
                                    "{ value = " + constant.text() + " }",
                                    constant.mayBeSkipped())));
        }
        return new InputPart.Evaluated(split, names);
    }

    /**
     * Lets Terragrunt evaluate something.
     *
     * @param place where it is written: an included file evaluates what is its own
     * @param text what to evaluate
     * @param mayFail whether it may be something that is not needed; then nothing is told of its failure
     * @return the name under which it is told
     */
    String add(HclRange place, String text, boolean mayFail) {
        for (Map.Entry<String, TreeFile> include : includes.entrySet()) {
            if (place.source() == include.getValue().source) {
                String there = include.getValue().add(place, text, mayFail);
                if (merges(include.getKey())) {
                    return there;
                }
                String named = include.getKey().isEmpty() ? "" : "." + include.getKey();
                String name = name(Integer.toString(added.size()));
                added.put(name, OutputRules.INCLUDE + named + ".inputs." + there);
                return name;
            }
        }
        String name = name(Integer.toString(added.size()));
        added.put(name, mayFail ? "try(jsonencode(" + text + "), \"{}\")" : "jsonencode(" + text + ")");
        return name;
    }

    /**
     * The file as Terragrunt is to evaluate it: without dependencies, with the added inputs. What stays is in the line where it was, which
     * Terragrunt's messages name.
     *
     * @param whole whether also what Terragrunt excludes is to be evaluated
     */
    String evaluated(boolean whole) {
        List<HclEdit> edits = new ArrayList<>(generated.edits());
        if (whole) {
            body.blocks("exclude", 0).forEach(block -> edits.add(without(block.range())));
        }
        // Everything that is fetched stays in the copy, and no hook is run.
        body.attribute("download_dir").ifPresent(attribute -> edits.add(without(attribute.range())));
        Hooks.blocks(body).forEach(block -> edits.add(without(block.range())));
        body.blocks().stream()
                .filter(block -> block.type().equals(OutputRules.DEPENDENCY)
                        && DependencyBlock.of(block)
                                .filter(DependencyBlock::onlyMocks)
                                .isEmpty())
                .forEach(block -> edits.add(without(block.range())));
        StringBuilder probe = new StringBuilder("{\n");
        added.forEach((name, text) ->
                probe.append("  ").append(name).append(" = ").append(text).append('\n'));
        dependencies.values().forEach(one -> probe.append("  ")
                .append(place(one))
                .append(" = jsonencode({ value = ")
                .append(one.arguments())
                .append(" })\n"));
        Optional<HclExpression> written = inputs();
        int line = written.map(HclExpression::range).map(HclRange::line).orElse(0);
        StringBuilder inputs = new StringBuilder("merge(");
        for (HclEdit constant : divided.constants()) {
            long lines = constant.range().line()
                    - line
                    - inputs.chars().filter(one -> one == '\n').count();
            inputs.append("\n".repeat((int) Math.max(0, lines)))
                    .append(constant.text())
                    .append(',');
        }
        inputs.append(probe).append("})");
        int end = source.text().length();
        edits.add(
                written.isPresent()
                        ? new HclEdit(written.get().range(), inputs.toString())
                        : new HclEdit(new HclRange(source, end, end), "\ninputs = " + inputs + "\n"));
        return HclEdits.apply(source, edits);
    }

    private static HclEdit without(HclRange range) {
        return new HclEdit(range, "\n".repeat((int) range.text().lines().count() - 1));
    }
}
