/**
 * Holds what Groundplan generates against the security controls: Terraform's own validation, checkov on plans and on
 * Terraform JSON, rules of our own where checkov is blind, and deliberate breaks that show that the two together notice. See
 * {@code docs/controls.md}.
 */
package groundplan.controls;
