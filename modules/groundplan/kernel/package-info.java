/** What every unit stands on: names, settings, outputs, wiring, and the stack itself. */
package groundplan.kernel;
