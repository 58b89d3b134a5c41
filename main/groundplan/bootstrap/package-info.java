/** Creates the bucket that holds the states. */
package groundplan.bootstrap;
