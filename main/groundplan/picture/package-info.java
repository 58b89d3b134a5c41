/** Draws a diagram: as Mermaid, as SVG with a computed layout, or as JSON. The same diagram gives the same bytes. */
package groundplan.picture;
