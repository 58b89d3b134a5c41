package groundplan.picture;

/**
 * What a plan does with what an element shows.
 *
 * @param kind what happens; of several things the most severe
 * @param description all of it, which is shown when the element is pointed at, and read aloud
 */
public record ElementChange(Kind kind, String description) {
    /** What happens, from the harmless to the severe, with the sign and the word for it. */
    public enum Kind {
        /** Everything that the element shows is new. */
        create("+", "created"),
        /** Something that the element shows is changed in place, or added to it. */
        update("~", "changed"),
        /** Something that the element shows is destroyed and created again. */
        replace("\u2212/+", "replaced"),
        /** Something that the element shows is destroyed. */
        destroy("\u2212", "destroyed");

        private final String sign;
        private final String word;

        Kind(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        /** Its sign in a drawing. */
        public String sign() {
            return sign;
        }

        /** Its word in a legend. */
        public String word() {
            return word;
        }
    }
}
