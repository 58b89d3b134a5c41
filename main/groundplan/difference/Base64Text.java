package groundplan.difference;

/** Recognizes Base64. */
public final class Base64Text {
    private static final int SHORTEST = 24;
    private static final int GROUP = 4;

    private Base64Text() {}

    /** Whether a text can be the Base64 of something: long enough, and with letters of both cases and digits. */
    public static boolean is(String text) {
        int end = text.length();
        while (end > 0 && end > text.length() - 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = 0; i < end; i++) {
            char one = text.charAt(i);
            upper |= one >= 'A' && one <= 'Z';
            lower |= one >= 'a' && one <= 'z';
            digit |= one >= '0' && one <= '9';
            boolean known = one == '+'
                    || one == '/'
                    || one >= '0' && one <= '9'
                    || one >= 'A' && one <= 'Z'
                    || one >= 'a' && one <= 'z';
            if (!known) {
                return false;
            }
        }
        return text.length() >= SHORTEST && text.length() % GROUP == 0 && upper && lower && digit;
    }
}
