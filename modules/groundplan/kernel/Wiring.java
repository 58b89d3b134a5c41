package groundplan.kernel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The outputs of the units that a unit's settings refer to. */
public final class Wiring {
    private final Map<String, Wire<?, ?>> wires;

    /** @param wires by the name that the settings use */
    public Wiring(Map<String, Wire<?, ?>> wires) {
        this.wires = Map.copyOf(wires);
    }

    /**
     * One unit that is referred to.
     *
     * @param path its path
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

    /** All units that are referred to. */
    public Collection<Wire<?, ?>> wires() {
        return wires.values();
    }

    /**
     * The outputs of the unit with this name in the settings.
     *
     * @param reader the unit that reads them
     * @throws IllegalArgumentException when the settings refer to no such unit, or to one of another kind
     */
    public <O extends Record> O outputs(UnitPath reader, Class<O> type, String name) {
        Wire<?, ?> wire = wires.get(name);
        if (wire == null) {
            throw new IllegalArgumentException(reader + " refers to no unit named '" + name + "'");
        }
        String source = remoteState(wire.path(), reader) + ".outputs";
        Record outputs = wire.outputs(OutputSource.references(source));
        if (!type.isInstance(outputs)) {
            throw new IllegalArgumentException(
                    reader + " reads '" + name + "' as " + type.getSimpleName() + ", which it is not");
        }
        return type.cast(outputs);
    }

    /**
     * What the settings of a unit that is referred to say, if they are of a type.
     *
     * @param type an interface of the kernel: a unit knows nothing else of the settings of others
     */
    public <T> Optional<T> settings(Class<T> type, String name) {
        return Optional.ofNullable(wires.get(name))
                .map(Wire::settings)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** Like {@link #outputs(UnitPath, Class, String)} for an optional reference. */
    public <O extends Record> Optional<O> outputs(UnitPath reader, Class<O> type, Optional<String> name) {
        return name.map(given -> outputs(reader, type, given));
    }

    /** Like {@link #outputs(UnitPath, Class, String)} for each name, in order. */
    public <O extends Record> Map<String, O> outputs(UnitPath reader, Class<O> type, Collection<String> names) {
        Map<String, O> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(name, outputs(reader, type, name)));
        return found;
    }

    /** The construct path of the data source through which a CDKTF stack reads another unit's state. */
    public static String remoteState(UnitPath producer, UnitPath reader) {
        return "data.terraform_remote_state." + producer.wireName(reader);
    }
}
