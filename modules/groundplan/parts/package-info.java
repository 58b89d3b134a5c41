/** Constructs that several kinds of unit use. Each creates a few resources with secure defaults. */
package groundplan.parts;
