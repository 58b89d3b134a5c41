package groundplan.kernel;

import java.util.regex.Pattern;

/**
 * Names in Terraform that are made from texts of the settings: those of resources, outputs, modules, provider aliases. Terraform
 * allows letters, digits, {@code _} and {@code -}, and no digit or {@code -} at the beginning.
 */
public final class TerraformName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_]");

    private TerraformName() {}

    /**
     * The name for a text: {@code wildcard} for an asterisk, {@code _} for every other character that is not a letter or digit, and
     * {@code _} in front of a digit at the beginning. Different texts may have the same name: where both can be set, the settings
     * are refused, see {@link TextForm#NAMED}.
     */
    public static String of(String text) {
        String name = part(text);
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** The same, for the end of a name: a digit may be its first character. */
    public static String part(String text) {
        return OTHER.matcher(text.replace("*", "wildcard")).replaceAll("_");
    }

    /** What is wrong with two texts that have the same name. */
    public static String clash(String text, String other) {
        return "'" + text + "' and " + other + " are both called " + of(text) + " in Terraform; rename one";
    }

    /** Whether Terraform accepts the name. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }
}
