/** Terraform states: where they are kept, how they are read, and the lock of an environment. */
package groundplan.states;
