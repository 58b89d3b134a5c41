package groundplan.kernel;

/** Thrown if a unit adds two resources with one address, because parts of their names in the settings join to the same text. */
public final class DuplicateAddress extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DuplicateAddress(String type, String name) {
        super("two resources of type " + type + " would be called '" + name
                + "' in Terraform; rename one of the settings that this name is made of");
    }
}
