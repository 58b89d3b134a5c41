package groundplan.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import software.constructs.Construct;

/**
 * A kind of unit: its settings, its outputs, and how its stack is built.
 *
 * @param name its name in settings; also the name of its package, without hyphens
 * @param scope whether its resources are in a region or global
 * @param summary one line for listings
 * @param settings the record of its settings
 * @param outputs its outputs, derived from the settings alone, without building a stack
 * @param stack creates its resources
 * @param references checks the settings against the units that they refer to
 * @param makesStateBucket whether its unit creates the bucket that holds the states: {@code groundplan bootstrap} applies it
 *     before all others, and a run over all units leaves it out
 * @param makesBoundary whether its unit creates the permissions boundary of the environment's roles: {@code groundplan
 *     bootstrap} applies it before all roles, and a run over all units leaves it out
 * @param drawing how diagrams show a unit of it; without one, an own kind's units are plain boxes
 * @param code a digest of the code that it is made of, where that is not Groundplan's own; empty for a built-in kind. Units are
 *     synthesized again when it changes
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
        ReferenceCheck<S> references,
        boolean makesStateBucket,
        boolean makesBoundary,
        Optional<Drawing> drawing,
        String code) {

    /** A kind whose units are applied with all others. */
    public Kind(
            String name,
            Scope scope,
            String summary,
            Class<S> settings,
            BiFunction<S, OutputSource, O> outputs,
            Stack<S> stack) {
        this(
                name,
                scope,
                summary,
                settings,
                outputs,
                stack,
                (context, with, wiring, check) -> {},
                false,
                false,
                Optional.empty(),
                "");
    }

    /** The same kind with a check of the settings against the units that they refer to. */
    public Kind<S, O> checking(ReferenceCheck<S> with) {
        return new Kind<>(
                name, scope, summary, settings, outputs, stack, with, makesStateBucket, makesBoundary, drawing, code);
    }

    /** The same kind, whose unit creates the bucket that holds the states. */
    public Kind<S, O> makingStateBucket() {
        return new Kind<>(
                name, scope, summary, settings, outputs, stack, references, true, makesBoundary, drawing, code);
    }

    /** The same kind, whose unit creates the permissions boundary of the environment's roles. */
    public Kind<S, O> makingBoundary() {
        return new Kind<>(
                name, scope, summary, settings, outputs, stack, references, makesStateBucket, true, drawing, code);
    }

    /** The same kind, whose units diagrams show so. */
    public Kind<S, O> drawn(Drawing as) {
        return new Kind<>(
                name,
                scope,
                summary,
                settings,
                outputs,
                stack,
                references,
                makesStateBucket,
                makesBoundary,
                Optional.of(as),
                code);
    }

    /** The same kind, made of code with this digest. */
    public Kind<S, O> ofCode(String digest) {
        return new Kind<>(
                name,
                scope,
                summary,
                settings,
                outputs,
                stack,
                references,
                makesStateBucket,
                makesBoundary,
                drawing,
                digest);
    }

    /** Whether it is a repository's own and not one of Groundplan's. */
    public boolean own() {
        return !code.isEmpty();
    }

    /** Builds the stack of one unit. */
    @FunctionalInterface
    public interface Stack<S> {
        /** Creates all resources of the unit below the app. */
        Unit<?> build(Construct app, UnitContext context, S settings, Wiring wiring);
    }

    /** Creates the unit's stack with its outputs. */
    public Unit<?> build(Construct app, UnitContext context, S with, Wiring wiring) {
        Unit<?> unit = stack.build(app, context, with, wiring);
        unit.publish(declarations(with));
        return unit;
    }

    /** The outputs of a unit with these settings. */
    public List<OutputDeclaration> declarations(S settings) {
        List<OutputDeclaration> declared = new ArrayList<>();
        // Only the recorded declarations matter here, not the outputs record.
        Record unused = outputs.apply(settings, OutputSource.recording(declared));
        return List.copyOf(declared);
    }
}
