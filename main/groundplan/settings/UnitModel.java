package groundplan.settings;

import groundplan.kernel.Check;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Kind;
import groundplan.kernel.OtherEnvironments;
import groundplan.kernel.OutputDeclaration;
import groundplan.kernel.OutputSource;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import software.constructs.Construct;

/**
 * One unit with its effective settings.
 *
 * @param path its name
 * @param kind its kind
 * @param settings its effective settings
 * @param environment the settings of its environment
 * @param reads the units that it reads, by the names that its settings use for them
 * @param node the effective settings as nodes, with their positions in the files
 * @param files the settings files that configure it, lowest layer first
 * @param transition what the next apply imports, moves and releases
 * @param others the system's other environments in the account; empty unless the unit creates the permissions boundary
 */
public record UnitModel<S extends Record, O extends Record>(
        UnitPath path,
        Kind<S, O> kind,
        S settings,
        EnvironmentSettings environment,
        SortedMap<String, UnitModel<?, ?>> reads,
        Node.Mapping node,
        List<String> files,
        Refactoring transition,
        OtherEnvironments others) {

    /** A unit without imports, moves or releases. */
    public UnitModel(
            UnitPath path,
            Kind<S, O> kind,
            S settings,
            EnvironmentSettings environment,
            SortedMap<String, UnitModel<?, ?>> reads,
            Node.Mapping node,
            List<String> files) {
        this(path, kind, settings, environment, reads, node, files, Refactoring.NONE, OtherEnvironments.NONE);
    }

    /** The same unit with further imports. */
    public UnitModel<S, O> taking(SortedMap<String, Refactoring.Adoption> imports) {
        return new UnitModel<>(
                path, kind, settings, environment, reads, node, files, transition.taking(imports), others);
    }

    /** The same unit, which knows the system's other environments in the account. */
    UnitModel<S, O> knowing(OtherEnvironments others) {
        return new UnitModel<>(path, kind, settings, environment, reads, node, files, transition, others);
    }

    /** Whether it creates the bucket of the states, and so is created before all others and destroyed after them. */
    public boolean makesStateBucket() {
        return kind.makesStateBucket();
    }

    /** Whether it creates the permissions boundary of the environment's roles, and so is created before all of them. */
    public boolean makesBoundary() {
        return kind.makesBoundary();
    }

    /** Whether {@code bootstrap} applies it, so that runs over all units leave it out. */
    public boolean bootstrapped() {
        return makesStateBucket() || makesBoundary();
    }

    /** What the unit publishes. */
    public List<OutputDeclaration> outputs() {
        return kind.declarations(settings);
    }

    /** What readers see of the unit: the outputs by name, and facts from its settings that are not outputs. */
    public O published() {
        return kind.outputs().apply(settings, OutputSource.references("outputs"));
    }

    /** Builds the unit's stack in the app, from masked settings: see {@link LiteralText}. */
    public Unit<?> build(Construct app) {
        UnitContext context = new UnitContext(path, LiteralText.masked(environment), kind.scope(), others);
        return kind.build(app, context, LiteralText.masked(settings), wiring(UnitModel::maskedWire));
    }

    /** Checks the settings against the units that they refer to. */
    void checkReferences(Check check) {
        kind.references()
                .check(new UnitContext(path, environment, kind.scope()), settings, wiring(UnitModel::wire), check);
    }

    private Wiring wiring(Function<UnitModel<?, ?>, Wiring.Wire<?, ?>> wire) {
        Map<String, Wiring.Wire<?, ?>> wires = new LinkedHashMap<>();
        reads.forEach((name, model) -> wires.put(name, wire.apply(model)));
        return new Wiring(wires);
    }

    private Wiring.Wire<S, O> wire() {
        return new Wiring.Wire<>(path, kind, settings, environment);
    }

    private Wiring.Wire<S, O> maskedWire() {
        return new Wiring.Wire<>(path, kind, LiteralText.masked(settings), environment);
    }
}
