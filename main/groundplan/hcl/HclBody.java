package groundplan.hcl;

import java.util.List;
import java.util.Optional;

/** The arguments and blocks of a file or a block, whether it is written in HCL's own syntax or in JSON. */
public sealed interface HclBody permits NativeBody, JsonBody {
    /** Its text. */
    HclRange range();

    /**
     * All arguments in the order in which they are written. JSON does not say what is a block, so there these are all properties.
     *
     * @throws InvalidHcl if a text in JSON is not a template
     */
    List<HclAttribute> attributes();

    /**
     * An argument.
     *
     * @throws InvalidHcl if a text in JSON is not a template
     */
    Optional<HclAttribute> attribute(String name);

    /**
     * The blocks of a type.
     *
     * @param labels how many labels they have; in HCL's own syntax blocks with another number are left out
     * @throws InvalidHcl if in JSON there is something else
     */
    List<HclBlock> blocks(String type, int labels);
}
