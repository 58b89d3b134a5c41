/** Where commands write: results and progress, with colour where a terminal takes it. */
package groundplan.console;
