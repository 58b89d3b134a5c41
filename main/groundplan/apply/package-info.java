/** Applies exactly what an approved plan contains. */
package groundplan.apply;
