/** Plans as text, Markdown, HTML and JSON. */
package groundplan.report;
