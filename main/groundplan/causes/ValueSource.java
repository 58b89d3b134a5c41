package groundplan.causes;

/**
 * An attribute of a resource that an argument is made of.
 *
 * @param module the name of the module that contains the resource; empty for the root module
 * @param resource the resource in its module: {@code <type>.<name>}, after {@code data.} if it is read only
 * @param attribute the attribute; empty for the resource as a whole
 */
public record ValueSource(String module, String resource, String attribute) implements Comparable<ValueSource> {
    /** Whether it is read from a data source. */
    boolean data() {
        return resource.startsWith("data.");
    }

    @Override
    public int compareTo(ValueSource other) {
        return toString().compareTo(other.toString());
    }

    /** Its address, such as {@code module.network.aws_vpc.main.id}. */
    @Override
    public String toString() {
        return (module.isEmpty() ? "" : "module." + module + ".")
                + resource
                + (attribute.isEmpty() ? "" : "." + attribute);
    }
}
