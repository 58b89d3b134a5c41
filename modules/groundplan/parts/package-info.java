/** Constructs that more than one kind of unit is made of. Each creates a few resources, safe by default. */
package groundplan.parts;
