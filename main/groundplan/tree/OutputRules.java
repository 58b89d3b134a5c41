package groundplan.tree;

import groundplan.hcl.HclReference;
import groundplan.hcl.Split;
import java.util.Optional;

/** Which references of a file depend on outputs of other units. */
final class OutputRules implements Split.Rules {
    static final String DEPENDENCY = "dependency";
    static final String INCLUDE = "include";
    static final String INPUTS = "inputs";
    private static final String OUTPUTS = "outputs";

    private final TreeFile file;

    OutputRules(TreeFile file) {
        this.file = file;
    }

    @Override
    public Optional<Split.Replacement> replacement(HclReference reference) {
        int first = reference.root().equals(DEPENDENCY) ? 0 : includedDependency(reference);
        if (first < 0) {
            return Optional.empty();
        }
        Optional<String> name = reference.name(first);
        Optional<DependencyBlock> block = name.flatMap(file::dependency);
        if (block.filter(DependencyBlock::onlyMocks).isPresent()) {
            return Optional.empty();
        }
        if (name.isEmpty() || !reference.name(first + 1).equals(Optional.of(OUTPUTS))) {
            throw reference.problem(reference + ": only dependency.<name>.outputs can be read in a whole plan");
        }
        String outputs = DEPENDENCY + "." + name.get() + "." + OUTPUTS;
        return Optional.of(
                reference.name(first + 2).isPresent()
                        ? new Split.Replacement(
                                outputs + "." + reference.name(first + 2).get(), first + 3)
                        : new Split.Replacement(outputs, first + 2));
    }

    /** The step with the name of a dependency of an included file; -1 if the reference is none. */
    private int includedDependency(HclReference reference) {
        int after = afterInclude(reference);
        return after >= 0 && reference.name(after).equals(Optional.of(DEPENDENCY)) ? after + 1 : -1;
    }

    /** The first step behind the include; an include may have no name. */
    private int afterInclude(HclReference reference) {
        if (!reference.root().equals(INCLUDE)) {
            return -1;
        }
        return reference.name(0).flatMap(file::include).isPresent()
                ? 1
                : file.include("").isPresent() ? 0 : -1;
    }

    /** The file whose inputs a reference reads as a whole. */
    Optional<TreeFile> inputs(HclReference reference) {
        int after = afterInclude(reference);
        return after >= 0
                        && reference.name(after).equals(Optional.of(INPUTS))
                        && reference.steps().size() == after + 1
                ? included(reference, after)
                : Optional.empty();
    }

    private Optional<TreeFile> included(HclReference reference, int after) {
        return file.include(after == 0 ? "" : reference.name(0).orElseThrow());
    }

    @Override
    public Optional<Split.Definition> definition(HclReference reference) {
        int after = afterInclude(reference);
        if (after < 0 || !reference.name(after).equals(Optional.of(INPUTS))) {
            return Optional.empty();
        }
        TreeFile included = included(reference, after).orElseThrow();
        Optional<Split.Definition> one =
                reference.name(after + 1).flatMap(included::input).map(input -> new Split.Definition(input, after + 2));
        boolean whole = reference.name(after + 1).isEmpty() || included.hasUnknownInputs();
        return one.isPresent() || !whole
                ? one
                : included.inputs().map(inputs -> new Split.Definition(inputs, after + 1));
    }
}
