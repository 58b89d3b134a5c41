package groundplan.kernel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The outputs of the units that a unit's settings name. */
public final class Wiring {
    private final Map<String, Wire<?, ?>> wires;

    /** @param wires by the text with which the settings name the unit */
    public Wiring(Map<String, Wire<?, ?>> wires) {
        this.wires = Map.copyOf(wires);
    }

    /**
     * One unit that is read.
     *
     * @param path which unit
     * @param kind its kind
     * @param settings its settings
     * @param environment the settings of its environment, which say where its state is
     */
    public record Wire<S extends Record, O extends Record>(
            UnitPath path, Kind<S, O> kind, S settings, EnvironmentSettings environment) {
        O outputs(OutputSource source) {
            return kind.outputs().apply(settings, source);
        }
    }

    /** All units that are read. */
    public Collection<Wire<?, ?>> wires() {
        return wires.values();
    }

    /**
     * The outputs of the unit that the settings name so.
     *
     * @param reader the unit that reads them
     * @throws IllegalArgumentException when the settings name no such unit, or one of another kind
     */
    public <O extends Record> O outputs(UnitPath reader, Class<O> type, String name) {
        Wire<?, ?> wire = wires.get(name);
        if (wire == null) {
            throw new IllegalArgumentException(reader + " does not read a unit named '" + name + "'");
        }
        String source = remoteState(wire.path(), reader) + ".outputs";
        Record outputs = wire.outputs(OutputSource.references(source));
        if (!type.isInstance(outputs)) {
            throw new IllegalArgumentException(
                    reader + " reads '" + name + "' as " + type.getSimpleName() + ", which it is not");
        }
        return type.cast(outputs);
    }

    /** Like {@link #outputs(UnitPath, Class, String)} for a unit that need not be named. */
    public <O extends Record> Optional<O> outputs(UnitPath reader, Class<O> type, Optional<String> name) {
        return name.map(given -> outputs(reader, type, given));
    }

    /** Like {@link #outputs(UnitPath, Class, String)} for each name, in their order. */
    public <O extends Record> Map<String, O> outputs(UnitPath reader, Class<O> type, Collection<String> names) {
        Map<String, O> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(name, outputs(reader, type, name)));
        return found;
    }

    /** The address of the lookup through which a CDKTF stack reads another unit's state. */
    public static String remoteState(UnitPath producer, UnitPath reader) {
        return "data.terraform_remote_state." + producer.wireName(reader);
    }
}
