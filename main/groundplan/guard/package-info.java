/** Refuses plans that do unintended damage: losses without an allowance, and removed outputs that are still in use. */
package groundplan.guard;
