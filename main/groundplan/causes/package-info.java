/** Why a plan does what it does: which actions are certain, and which values and changes cause each. */
package groundplan.causes;
