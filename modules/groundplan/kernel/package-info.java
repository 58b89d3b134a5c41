/** The basis of every unit: names, settings, outputs, wiring, and the stack itself. */
package groundplan.kernel;
