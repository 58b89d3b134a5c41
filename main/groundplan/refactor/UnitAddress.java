package groundplan.refactor;

/**
 * One side of a move, {@code <unit>} or {@code <unit>:<address>}.
 *
 * @param unit the unit, as it is written
 * @param address an address of Terraform's in the unit, in which one {@code *} may stand for anything; empty for the unit as a whole
 */
record UnitAddress(String unit, String address) {
    /** What matches any text. */
    static final String ANY = "*";

    static UnitAddress parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new UnitAddress(text, "")
                : new UnitAddress(text.substring(0, colon), text.substring(colon + 1));
    }

    boolean whole() {
        return address.isEmpty();
    }

    /** How many {@code *} there are outside of the keys of instances. */
    int stars() {
        int stars = 0;
        for (int at = star(0); at >= 0; at = star(at + 1)) {
            stars++;
        }
        return stars;
    }

    /** The place of the first {@code *} outside of keys, from a place outside of them; -1 if there is none. */
    int star(int from) {
        boolean quoted = false;
        for (int i = from; i < address.length(); i++) {
            char letter = address.charAt(i);
            if (quoted && letter == '\\') {
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == '*' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return whole() ? unit : unit + ":" + address;
    }
}
