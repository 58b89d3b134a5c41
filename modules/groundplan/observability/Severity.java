package groundplan.observability;

import java.util.Locale;

/** How soon somebody has to react. */
public enum Severity {
    /** Immediately. */
    CRITICAL,
    /** On the next working day. */
    WARNING;

    /** Its name in settings and resource names. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
