/** Existing resources, and the addresses at which an environment imports them. */
package groundplan.importing;
