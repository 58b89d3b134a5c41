/** What keeps an environment from a plan that nobody meant: losses without an allowance, outputs that are still in use. */
package groundplan.guard;
