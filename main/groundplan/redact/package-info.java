/** Finds secrets in plans and states, and takes them out of everything that is shown. */
package groundplan.redact;
