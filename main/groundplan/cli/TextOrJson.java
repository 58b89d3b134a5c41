package groundplan.cli;

/** What commands that print for people or for machines can print. */
public enum TextOrJson {
    /** For people. */
    text,
    /** For machines. */
    json
}
