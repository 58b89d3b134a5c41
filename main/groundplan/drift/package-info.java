/** Drift: what was changed outside of Terraform, compared with what is known, and reported. */
package groundplan.drift;
