/** The commands that move versions from one environment to the next. */
package groundplan.cli.promotion;
