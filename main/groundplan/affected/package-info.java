/** Which units a change of the repository affects, and why. */
package groundplan.affected;
