/** The list of all kinds of unit. */
package groundplan.catalogue;
