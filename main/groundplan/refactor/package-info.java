/** Moves objects between the states of units: which go where, the states as they are then, and a run that writes them. */
package groundplan.refactor;
