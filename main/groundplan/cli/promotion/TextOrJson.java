package groundplan.cli.promotion;

/** What the commands of promotion can print. */
enum TextOrJson {
    text,
    json
}
