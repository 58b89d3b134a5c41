package groundplan.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

/** Converts a Java name to Terraform's spelling. */
public final class SnakeCase {
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private SnakeCase() {}

    /** {@code backup_retention_days} for {@code backupRetentionDays}. */
    public static String of(String camelCase) {
        return HUMP.matcher(camelCase).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
