/**
 * The bucket and the lock table of the Terraform states, for the environment that owns them. Reads nothing: names and
 * region are in the environment's {@code state}. Its outputs are both names. No unit has to read it.
 */
package groundplan.state;
