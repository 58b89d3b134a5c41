/**
 * A fast start of jsii, through which Java uses CDKTF's TypeScript code.
 *
 * <p>{@code preload.js} and its neighbours are loaded into the Node process that jsii starts; the launcher arranges that with
 * environment variables, which the JVM passes on:
 *
 * <ul>
 *   <li>{@code NODE_OPTIONS=--require="<this folder>/preload.js" --preserve-symlinks}
 *   <li>{@code JSII_RUNTIME_PACKAGE_CACHE=enabled}: jsii unpacks a package once, not at every start
 *   <li>{@code GROUNDPLAN_JSII_CACHE=<folder>}: where the preload keeps compiled code and the descriptions of types,
 *       and Java the answers that it knows
 * </ul>
 *
 * <p>Requests whose answers are known do not wait for them ({@link groundplan.jsii.RequestPipeline}, {@code pipeline.js}).
 *
 * <p>Without them the output is the same, but takes longer. Everything in the caches can be deleted at any time, and what was
 * damaged or edited in them is made anew.
 */
package groundplan.jsii;
