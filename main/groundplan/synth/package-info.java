/** Turns unit models into Terraform JSON through CDKTF, and only those that changed. */
package groundplan.synth;
