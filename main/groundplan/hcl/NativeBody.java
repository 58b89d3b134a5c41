package groundplan.hcl;

import java.util.List;
import java.util.Optional;

/**
 * A body in HCL's own syntax.
 *
 * @param range its text; of a block what is between the braces
 * @param attributes its arguments in the order in which they are written
 * @param blocks its blocks of all types in the order in which they are written
 */
public record NativeBody(HclRange range, List<HclAttribute> attributes, List<HclBlock> blocks) implements HclBody {
    public NativeBody {
        attributes = List.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    @Override
    public Optional<HclAttribute> attribute(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
    }

    @Override
    public List<HclBlock> blocks(String type, int labels) {
        return blocks.stream()
                .filter(block -> block.type().equals(type) && block.labels().size() == labels)
                .toList();
    }
}
