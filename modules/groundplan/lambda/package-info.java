/**
 * What the kinds with a function of the system's own have in common: settings, references, the function in a VPC, its
 * alias, and deployments. Not a kind itself.
 *
 * <p>A function that a pipeline deploys is created with a placeholder, which responds that no version is deployed yet,
 * or fails, so that messages and events wait for the first version.
 */
package groundplan.lambda;
