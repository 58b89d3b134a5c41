package groundplan.kernel;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a unit: {@code <system>/<environment>/<region>/<unit>}. Of a unit of the settings, its folder in the live tree, the
 * key of its state and its CDKTF stack id are all derived from it; {@link #parse} reads such a name. A unit of a Terragrunt tree
 * that somebody wrote by hand has the same parts, as far as its folders have them, with whatever names they have.
 *
 * @param system lower-case words joined by {@code -}, such as {@code shop}; of another tree, the folder that it is in
 * @param environment such as {@code dev} or {@code prod}; of another tree, its own folder
 * @param region an AWS region, or {@link #GLOBAL}; {@link #NO_REGION} in another tree whose folders have no region there
 * @param unit the unit inside the region; may nest with {@code /}
 */
public record UnitPath(String system, String environment, String region, String unit) implements Comparable<UnitPath> {
    /** The region of units that belong to no AWS region: DNS zones, IAM roles, the state bucket. */
    public static final String GLOBAL = "_global";

    /** The region of a unit whose path does not tell it. */
    public static final String NO_REGION = "";

    /** Two of them leave room for a unit in the path. */
    private static final int WORD = 64;

    /** A file's name has at most 255 bytes; the rest is for endings such as {@code .errored.tfstate}. */
    private static final int WHOLE = 230;

    private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]++)+-[0-9]");

    /** @throws IllegalArgumentException when a part cannot be that of a path */
    public UnitPath {
        require(isFolder(system), "system", system);
        require(isFolder(environment), "environment", environment);
        require(region.equals(NO_REGION) || isRegion(region), "region", region);
        require(Stream.of(unit.split("/", -1)).allMatch(UnitPath::isFolder), "unit", unit);
    }

    private static boolean isFolder(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }

    /**
     * A unit of a Terragrunt tree.
     *
     * @param system the name of the folder that the tree is in
     * @param environment the name of the tree's folder
     * @param folder the unit's folder below that, with {@code /}
     * @throws IllegalArgumentException when a part cannot be that of a path
     */
    public static UnitPath inTree(String system, String environment, String folder) {
        String[] parts = folder.split("/", 2);
        return parts.length == 2 && isRegion(parts[0])
                ? new UnitPath(system, environment, parts[0], parts[1])
                : new UnitPath(system, environment, NO_REGION, folder);
    }

    /**
     * Reads what {@link #toString} wrote, of a unit of the settings or of another tree.
     *
     * @throws IllegalArgumentException when it is not a path
     */
    public static UnitPath read(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("'" + text + "' is not the path of a unit");
        }
        return inTree(parts[0], parts[1], parts[2]);
    }

    /** Whether the text has the form of an AWS region, or is {@link #GLOBAL}; {@link Regions} knows which regions exist. */
    public static boolean isRegion(String text) {
        return text.equals(GLOBAL) || REGION.matcher(text).matches();
    }

    /** Whether the text can name a unit: lower-case words joined by {@code -}, nested with {@code /}. */
    public static boolean isUnitName(String text) {
        for (String word : text.split("/", -1)) {
            if (!WORDS.matcher(word).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Why a name of a system or an environment, which has the right form, cannot be used. */
    public static Optional<String> tooLong(String word) {
        return word.length() <= WORD
                ? Optional.empty()
                : Optional.of("has " + word.length() + " characters; at most " + WORD + " are allowed");
    }

    /** Why the path cannot be used: folders and files are called after it as a whole. */
    public Optional<String> tooLong() {
        int length = stackId().length();
        return length <= WHOLE
                ? Optional.empty()
                : Optional.of("makes a path of " + length
                        + " characters (its parts joined by '--'); files are called after it, so at most " + WHOLE
                        + " are allowed");
    }

    /** Whether the text can name a system or an environment. */
    public static boolean isWord(String text) {
        return WORDS.matcher(text).matches();
    }

    /**
     * Parses the path of a unit of the settings, as entered on the command line.
     *
     * @throws IllegalArgumentException when it does not have the four parts, or one of them is not of the form that settings have
     */
    public static UnitPath parse(String text) {
        String[] parts = text.split("/", 4);
        if (parts.length < 4) {
            throw new IllegalArgumentException("'" + text + "' is not <system>/<environment>/<region>/<unit>");
        }
        require(isWord(parts[0]), "system", parts[0]);
        require(isWord(parts[1]), "environment", parts[1]);
        require(isRegion(parts[2]), "region", parts[2]);
        require(isUnitName(parts[3]), "unit", parts[3]);
        return new UnitPath(parts[0], parts[1], parts[2], parts[3]);
    }

    /** Its path inside the environment: {@code <region>/<unit>}, or the unit alone if its path does not tell the region. */
    public String inEnvironment() {
        return region.equals(NO_REGION) ? unit : region + "/" + unit;
    }

    /** The region in which it most likely has its resources, by its path: {@code us-east-1} for what has none. */
    public String likelyRegion() {
        return global() || region.equals(NO_REGION) ? UnitContext.GLOBAL_REGION : region;
    }

    /** Another unit of the same environment. */
    public UnitPath sibling(String otherRegion, String otherUnit) {
        return new UnitPath(system, environment, otherRegion, otherUnit);
    }

    /** A unit of another environment of the same system. */
    public UnitPath elsewhere(String otherEnvironment, String otherRegion, String otherUnit) {
        return new UnitPath(system, otherEnvironment, otherRegion, otherUnit);
    }

    /** The CDKTF stack id: the path with {@code --} for {@code /}. */
    public String stackId() {
        return toString().replace("/", "--");
    }

    /** The key of the unit's state in its environment's bucket. */
    public String stateKey() {
        return environment + "/" + region + "/" + unit + "/terraform.tfstate";
    }

    /** Whether the unit belongs to no AWS region. */
    public boolean global() {
        return region.equals(GLOBAL);
    }

    /** Whether the other unit belongs to the same environment. */
    public boolean isBeside(UnitPath other) {
        return system.equals(other.system) && environment.equals(other.environment);
    }

    /**
     * The name under which another unit of the same system refers to this one: {@code network}; {@code
     * us_west_2_network} when the other unit is in another region and this one is not global; prefixed with the
     * environment when it is in another environment.
     */
    public String wireName(UnitPath reader) {
        String own = global() || region.equals(reader.region) ? unit : region + "_" + unit;
        return TerraformName.of(isBeside(reader) ? own : environment + "_" + own);
    }

    /** The shortest form in which the settings of a unit of the same system can name this one. */
    public String nameFor(UnitPath reader) {
        String own = global() || region.equals(reader.region) ? unit : region + "/" + unit;
        return isBeside(reader) ? own : environment + "/" + region + "/" + unit;
    }

    @Override
    public int compareTo(UnitPath other) {
        // The order of the texts, which begin alike where most are compared.
        if (!system.equals(other.system) || !environment.equals(other.environment)) {
            return toString().compareTo(other.toString());
        }
        return region.equals(other.region)
                ? unit.compareTo(other.unit)
                : inEnvironment().compareTo(other.inEnvironment());
    }

    @Override
    public String toString() {
        return system + "/" + environment + "/" + inEnvironment();
    }

    private static void require(boolean holds, String part, String value) {
        if (!holds) {
            throw new IllegalArgumentException("'" + value + "' is not a valid name of a " + part);
        }
    }
}
