/** A plan for people and machines: text, Markdown, HTML, JSON. */
package groundplan.report;
