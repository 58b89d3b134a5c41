package groundplan.parts;

import com.hashicorp.cdktf.TerraformResource;
import groundplan.kernel.Unit;
import java.util.Map;

/** A resource of a type for which the bindings have no class, or an outdated one. */
public final class PlainResource {
    private PlainResource() {}

    /**
     * Creates {@code <type>.<name>}.
     *
     * @param arguments by Terraform's names; blocks are maps, or lists of maps
     */
    public static TerraformResource of(Unit<?> unit, String type, String name, Map<String, Object> arguments) {
        return unit.add(name, (scope, id) -> {
            TerraformResource made = TerraformResource.Builder.create(scope, id)
                    .terraformResourceType(type)
                    .build();
            arguments.forEach(made::addOverride);
            return made;
        });
    }

    /** A reference to one of its attributes. */
    public static String attribute(TerraformResource resource, String attribute) {
        return "${" + resource.getFqn() + "." + attribute + "}";
    }
}
