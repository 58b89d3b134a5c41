package groundplan.causes;

import java.util.Comparator;
import java.util.Optional;

/**
 * An attribute of a resource that an argument is made of.
 *
 * @param module the name of the module that contains the resource; empty for the root module
 * @param resource the resource in its module: {@code <type>.<name>}, after {@code data.} if it is read only
 * @param key the instance that is read, where it is known which one; absent for all of them
 * @param attribute the attribute; empty for the resource as a whole
 */
public record ValueSource(String module, String resource, Optional<String> key, String attribute)
        implements Comparable<ValueSource> {
    private static final Comparator<ValueSource> ORDER = Comparator.comparing(ValueSource::module)
            .thenComparing(ValueSource::resource)
            .thenComparing(ValueSource::attribute)
            .thenComparing(source -> source.key().orElse(""));

    /** An attribute of all instances. */
    public ValueSource(String module, String resource, String attribute) {
        this(module, resource, Optional.empty(), attribute);
    }

    /** Whether it is read from a data source. */
    boolean data() {
        return resource.startsWith("data.");
    }

    @Override
    public int compareTo(ValueSource other) {
        return ORDER.compare(this, other);
    }

    /** Its address without the key of an instance, which may be a secret, such as {@code module.network.aws_vpc.main.id}. */
    @Override
    public String toString() {
        return (module.isEmpty() ? "" : "module." + module + ".")
                + resource
                + (attribute.isEmpty() ? "" : "." + attribute);
    }
}
