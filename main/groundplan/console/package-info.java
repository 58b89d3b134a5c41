/** Where commands write: results and progress, with colour if the terminal supports it. */
package groundplan.console;
