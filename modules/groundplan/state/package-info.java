/**
 * The bucket and the lock table of the Terraform states, for the environment that owns them. Reads nothing: names and region
 * are the environment's {@code state}. Publishes both names. Nothing needs to read it.
 */
package groundplan.state;
