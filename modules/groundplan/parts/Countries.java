package groundplan.parts;

import groundplan.kernel.Check;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Countries by their ISO codes of two letters. */
public final class Countries {
    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    private Countries() {}

    /** Reports codes of no country. */
    public static void check(List<String> codes, String key, Check check) {
        codes.forEach(code -> check.that(KNOWN.contains(code), key, "'" + code + "' is not the ISO code of a country"));
    }
}
