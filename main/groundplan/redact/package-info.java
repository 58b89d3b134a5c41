/** Finds secrets in plans and states, and hides them in everything that is shown. */
package groundplan.redact;
