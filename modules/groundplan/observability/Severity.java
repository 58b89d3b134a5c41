package groundplan.observability;

import java.util.Locale;

/** How soon somebody has to look. */
public enum Severity {
    /** Now. */
    CRITICAL,
    /** On the next working day. */
    WARNING;

    /** Its word in settings and addresses. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
