/**
 * What the kinds with a function of the system's own share: its settings, what it reads, the function inside the network,
 * its alias, and how a new version takes over. No kind itself.
 *
 * <p>A function that a pipeline deploys begins with a placeholder, which answers that nothing was deployed yet, or fails, so
 * that messages and events wait for the first version.
 */
package groundplan.lambda;
