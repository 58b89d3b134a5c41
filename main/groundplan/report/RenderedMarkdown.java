package groundplan.report;

/**
 * A report that is limited to a number of bytes.
 *
 * @param text what is shown
 * @param truncated whether something was left out, so that it cannot be approved
 */
public record RenderedMarkdown(String text, boolean truncated) {}
