/** The command line: one class per command; each returns its exit code and writes to the streams it is given. */
package groundplan.cli;
