/** Where commands write: results and progress, with colour if the terminal supports it, and without characters that cannot be seen. */
package groundplan.console;
