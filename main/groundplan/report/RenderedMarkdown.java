package groundplan.report;

/**
 * A report within a number of bytes.
 *
 * @param text what is shown
 * @param truncated whether something was left out: then nobody can approve it
 */
public record RenderedMarkdown(String text, boolean truncated) {}
