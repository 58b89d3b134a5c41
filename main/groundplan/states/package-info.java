/** Terraform states: where they are stored, how they are read, and the lock of an environment. */
package groundplan.states;
