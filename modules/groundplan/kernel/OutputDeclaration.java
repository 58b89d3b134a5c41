package groundplan.kernel;

import java.util.List;

/**
 * One output that a unit publishes.
 *
 * @param name {@code <thing>_<attribute>}, as is usual in Terraform
 * @param keys the keys of a map output; empty for a single value
 * @param shape the form of each value
 * @param description one line on what it is
 */
public record OutputDeclaration(String name, List<String> keys, Shape shape, String description) {
    public OutputDeclaration {
        keys = List.copyOf(keys);
    }
}
