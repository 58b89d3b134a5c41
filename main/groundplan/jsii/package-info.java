/**
 * A fast start of jsii, by which CDKTF's TypeScript runs under Java.
 *
 * <p>{@code preload.js} and its neighbours are loaded into the Node process that jsii starts; the launcher sees to that with
 * environment variables, which the JVM hands on:
 *
 * <ul>
 *   <li>{@code NODE_OPTIONS=--require="<this folder>/preload.js" --preserve-symlinks}
 *   <li>{@code JSII_RUNTIME_PACKAGE_CACHE=enabled}: jsii unpacks a package once, not at every start
 *   <li>{@code GROUNDPLAN_JSII_CACHE=<folder>}: where the preload keeps compiled code and the descriptions of types
 * </ul>
 *
 * <p>Without them the output is the same, later. Everything in the caches can be deleted at any time.
 */
package groundplan.jsii;
