package groundplan.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import software.constructs.Construct;

/**
 * A kind of unit: what its settings look like, what it publishes, and how its stack is built.
 *
 * @param name the word for it in settings; also the name of its package, without hyphens
 * @param scope whether it lives in a region or is global
 * @param summary one line for listings
 * @param settings the record of its settings
 * @param outputs what it publishes, from its settings alone: no stack is needed to know it
 * @param stack builds its resources
 * @param makesStateBucket whether a unit of it makes the bucket that holds the states: it is applied before all others, by
 *     {@code groundplan bootstrap}, and is no part of a run over all units
 * @param <S> its settings
 * @param <O> its outputs
 */
public record Kind<S extends Record, O extends Record>(
        String name,
        Scope scope,
        String summary,
        Class<S> settings,
        BiFunction<S, OutputSource, O> outputs,
        Stack<S> stack,
        boolean makesStateBucket) {

    /** A kind whose units are applied with all others. */
    public Kind(
            String name,
            Scope scope,
            String summary,
            Class<S> settings,
            BiFunction<S, OutputSource, O> outputs,
            Stack<S> stack) {
        this(name, scope, summary, settings, outputs, stack, false);
    }

    /** Builds the stack of one unit. */
    @FunctionalInterface
    public interface Stack<S> {
        /** Builds all resources of the unit below the app. */
        Unit<?> build(Construct app, UnitContext context, S settings, Wiring wiring);
    }

    /** Builds the unit's stack with its outputs. */
    public Unit<?> build(Construct app, UnitContext context, S with, Wiring wiring) {
        Unit<?> unit = stack.build(app, context, with, wiring);
        unit.publish(declarations(with));
        return unit;
    }

    /** The outputs that a unit with these settings publishes. */
    public List<OutputDeclaration> declarations(S settings) {
        List<OutputDeclaration> declared = new ArrayList<>();
        // What is recorded on the way is wanted, and not the record.
        Record unused = outputs.apply(settings, OutputSource.recording(declared));
        return List.copyOf(declared);
    }
}
