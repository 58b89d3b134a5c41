/** The programs that Groundplan runs: where they are, how they are started, and the local AWS emulator. */
package groundplan.tools;
