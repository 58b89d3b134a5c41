package groundplan.parts;

import groundplan.kernel.Check;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Countries by their two-letter ISO codes. */
public final class Countries {
    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    private Countries() {}

    /** Reports codes that are not an ISO country code. */
    public static void check(List<String> codes, String key, Check check) {
        codes.forEach(code -> check.that(KNOWN.contains(code), key, "'" + code + "' is not the ISO code of a country"));
    }
}
