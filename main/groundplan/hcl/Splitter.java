package groundplan.hcl;

import groundplan.hcl.HclExpression.Access;
import groundplan.hcl.HclExpression.FunctionCall;
import groundplan.hcl.HclExpression.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Divides one expression: writes what is kept, and collects the constant parts. */
final class Splitter {
    /** What constants would have lost. */
    private static final Set<String> CONVERSIONS = Set.of("toset", "tomap", "tolist");

    /** Definitions that use each other several times grow fast. */
    private static final int LONGEST = 1024 * 1024;

    private static final int DEEPEST = 50;

    private final Split.Rules rules;
    private final Map<HclExpression, List<HclReference>> read = new IdentityHashMap<>();
    private final Map<HclExpression, Boolean> definitions = new IdentityHashMap<>();
    /** The references that are being followed, to find circles. */
    private final List<HclReference> followed = new ArrayList<>();

    private final List<HclExpression> following = new ArrayList<>();

    private final List<Object> pieces = new ArrayList<>();
    private final List<Split.Constant> constants = new ArrayList<>();
    private final List<HclReference> references = new ArrayList<>();
    private final Map<String, FunctionCall> functions = new TreeMap<>();
    private int length;
    private int depth;

    Splitter(Split.Rules rules) {
        this.rules = rules;
    }

    Split split(HclExpression expression) {
        write(expression, Set.of(), false);
        return new Split(pieces, constants, references, functions);
    }

    private List<HclReference> read(HclExpression expression) {
        return read.computeIfAbsent(expression, References::of);
    }

    private boolean isOpen(HclExpression expression, Set<String> bound) {
        return read(expression).stream().anyMatch(reference -> !bound.contains(reference.root()) && isOpen(reference));
    }

    private boolean isOpen(HclReference reference) {
        return rules.replacement(reference).isPresent()
                || openDefinition(reference).isPresent();
    }

    private Optional<Split.Definition> openDefinition(HclReference reference) {
        return rules.definition(reference).filter(definition -> isOpen(definition.expression(), reference));
    }

    private boolean isOpen(HclExpression definition, HclReference reference) {
        Boolean known = definitions.get(definition);
        if (known != null) {
            return known;
        }
        followed.add(reference);
        int before = following.indexOf(definition);
        if (before >= 0) {
            throw reference.problem("'" + reference + "' refers to itself: "
                    + followed.subList(before, followed.size()).stream()
                            .map(step -> step + " (" + step.range() + ")")
                            .collect(Collectors.joining(" -> ")));
        }
        if (following.size() >= DEEPEST) {
            throw reference.problem(
                    "more than " + DEEPEST + " values refer to each other, the last of them '" + reference + "'");
        }
        following.add(definition);
        boolean open = isOpen(definition, Set.of());
        following.remove(following.size() - 1);
        followed.remove(followed.size() - 1);
        definitions.put(definition, open);
        return open;
    }

    private boolean readsVariable(HclExpression expression, Set<String> bound) {
        return read(expression).stream().anyMatch(reference -> bound.contains(reference.root()));
    }

    private void write(HclExpression expression, Set<String> bound, boolean skippable) {
        if (isOpen(expression, bound) || readsVariable(expression, bound)) {
            kept(expression, bound, skippable);
        } else if (read(expression).isEmpty()
                && References.functions(expression).isEmpty()) {
            append(expression.range().text(), expression.range());
        } else if (expression instanceof FunctionCall call && CONVERSIONS.contains(call.name())) {
            kept(expression, bound, skippable);
        } else {
            Split.Constant constant = new Split.Constant(expression, skippable);
            constants.add(constant);
            pieces.add(constant);
        }
    }

    private void append(String text, HclRange place) {
        length += text.length();
        if (length > LONGEST) {
            throw new InvalidHcl(List.of(new HclProblem(
                    place,
                    "with all values that it refers to, the expression would have more than " + LONGEST
                            + " characters")));
        }
        pieces.add(text);
    }

    private void kept(HclExpression expression, Set<String> bound, boolean skippable) {
        if (expression instanceof FunctionCall call) {
            functions.putIfAbsent(call.name(), call);
        }
        HclReference reference = HclReference.of(expression)
                .filter(one -> !bound.contains(one.root()))
                .orElse(null);
        if (reference != null) {
            reference(expression, reference, bound, skippable);
        } else if (expression instanceof Access access
                && !(access.source() instanceof Variable)
                && !isOpen(access.source(), bound)
                && !readsVariable(access.source(), bound)) {
            prefix(access, bound, skippable);
        } else {
            inside(expression, expression.range().start(), Children.of(expression), bound, skippable);
        }
    }

    private void reference(HclExpression expression, HclReference reference, Set<String> bound, boolean skippable) {
        Optional<Split.Replacement> replacement = rules.replacement(reference);
        if (replacement.isPresent()) {
            references.add(reference);
            append(replacement.get().text(), reference.range());
            rest(expression, reference, replacement.get().steps(), bound, skippable);
            return;
        }
        Optional<Split.Definition> definition = openDefinition(reference);
        if (definition.isPresent()) {
            inlined(definition.get().expression(), reference, skippable);
            rest(expression, reference, definition.get().steps(), bound, skippable);
        } else if (expression instanceof Access access) {
            prefix(access, bound, skippable);
        } else {
            throw new IllegalStateException(reference + " depends on nothing");
        }
    }

    private void inlined(HclExpression definition, HclReference reference, boolean skippable) {
        if (++depth > DEEPEST) {
            throw reference.problem("more than " + DEEPEST + " values refer to each other");
        }
        append("(", reference.range());
        write(definition, Set.of(), skippable);
        // The line that ends a heredoc has nothing else on it.
        append(definition.range().text().contains("<<") ? "\n)" : ")", reference.range());
        depth--;
    }

    /** What follows the first steps of a reference, as it is written, but for what is in brackets. */
    private void rest(
            HclExpression expression, HclReference reference, int steps, Set<String> bound, boolean skippable) {
        if (steps > reference.steps().size()) {
            throw new IllegalArgumentException(reference + " has fewer than " + steps + " steps");
        }
        int start = steps == 0
                ? reference.rootRange().end()
                : reference.steps().get(steps - 1).range().end();
        inside(expression, start, Children.of(expression), bound, skippable);
    }

    /**
     * A part of something constant, chosen by something that is not. A full splat takes the steps after it in each element, so what is
     * before it is constant by itself, and what follows is not.
     */
    private void prefix(Access access, Set<String> bound, boolean skippable) {
        int constant = 0;
        while (constant < access.steps().size() && isConstant(access.steps().get(constant), bound)) {
            constant++;
        }
        List<TraversalStep> steps = access.steps().subList(0, constant);
        HclRange last = steps.isEmpty()
                ? access.source().range()
                : steps.get(constant - 1).range();
        write(
                steps.isEmpty() ? access.source() : new Access(access.range().to(last), access.source(), steps),
                bound,
                skippable);
        inside(access, last.end(), Children.of(access), bound, skippable);
    }

    private boolean isConstant(TraversalStep step, Set<String> bound) {
        if (step instanceof TraversalStep.IndexAccess index) {
            return !isOpen(index.key(), bound) && !readsVariable(index.key(), bound);
        }
        return !(step instanceof TraversalStep.SplatAccess splat && splat.full());
    }

    /** The text of an expression from an offset on, with what is inside of it. */
    private void inside(
            HclExpression expression, int start, List<Children.Child> children, Set<String> bound, boolean skippable) {
        String text = expression.range().source().text();
        int written = start;
        for (Children.Child child : children) {
            HclRange range = child.expression().range();
            if (range.start() >= start) {
                append(text.substring(written, range.start()), range);
                write(child.expression(), References.with(bound, child.variables()), skippable || child.mayBeSkipped());
                written = range.end();
            }
        }
        append(text.substring(written, expression.range().end()), expression.range());
    }
}
