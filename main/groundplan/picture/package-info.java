/** How a diagram is drawn: as Mermaid's text, as SVG with a layout of our own, as JSON. The same diagram gives the
 * same bytes. */
package groundplan.picture;
