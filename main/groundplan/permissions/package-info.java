/** What a role needs to plan, apply or deploy an environment, by unit, and what of it the role lacks. Nothing is asked of AWS. */
package groundplan.permissions;
