package groundplan.iam;

/** The patterns of policies, in which {@code *} is any text and {@code ?} any character. */
final class Wildcards {
    private Wildcards() {}

    /**
     * Whether a text matches a pattern.
     *
     * @param text a text in which {@code *} stands for a part that is not known
     */
    static Certainty match(String pattern, String text) {
        if (covers(pattern, text, false)) {
            return Certainty.YES;
        }
        return text.indexOf('*') >= 0 && overlap(pattern, text) ? Certainty.MAYBE : Certainty.NO;
    }

    /** Whether an action matches a pattern, such as {@code s3:Get*}. Case does not count in actions. */
    static boolean action(String pattern, String action) {
        return covers(pattern, action, true);
    }

    /** Whether all that a text can stand for matches: a {@code *} in the text is matched by one in the pattern only. */
    private static boolean covers(String pattern, String text, boolean anyCase) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (wanted == '*') {
                star = p++;
                from = t;
            } else if (text.charAt(t) != '*'
                    && (wanted == '?' || same(wanted, text.charAt(t), anyCase))
                    && p < pattern.length()) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Compared letter by letter, as this is asked for each pattern of each policy; actions are of ASCII. */
    private static boolean same(char one, char other, boolean anyCase) {
        int letter = one | ' ';
        return one == other || anyCase && letter == (other | ' ') && letter >= 'a' && letter <= 'z';
    }

    /** Whether some text matches both patterns. The work is the product of their lengths. */
    private static boolean overlap(String one, String other) {
        boolean[] row = new boolean[other.length() + 1];
        for (int i = one.length(); i >= 0; i--) {
            boolean[] next = row;
            row = new boolean[other.length() + 1];
            for (int j = other.length(); j >= 0; j--) {
                boolean oneEnds = i == one.length();
                boolean otherEnds = j == other.length();
                if (oneEnds && otherEnds) {
                    row[j] = true;
                } else if (!oneEnds && one.charAt(i) == '*') {
                    row[j] = next[j] || !otherEnds && row[j + 1];
                } else if (!otherEnds && other.charAt(j) == '*') {
                    row[j] = row[j + 1] || !oneEnds && next[j];
                } else if (!oneEnds && !otherEnds) {
                    char a = one.charAt(i);
                    char b = other.charAt(j);
                    row[j] = (a == b || a == '?' || b == '?') && next[j + 1];
                }
            }
        }
        return row[0];
    }
}
