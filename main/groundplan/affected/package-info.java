/** Which units a change of the repository touches, and why. */
package groundplan.affected;
