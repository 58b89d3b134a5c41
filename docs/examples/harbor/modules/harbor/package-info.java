/** Kinds of unit that Groundplan does not have. */
package harbor;
