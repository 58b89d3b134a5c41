/** Creates what has to exist before all units: the bucket that holds the states, and the boundary of the roles. */
package groundplan.bootstrap;
