/** Promotes what was tested in one environment to the next: differences, edits, releases, and what was applied where. */
package groundplan.promote;
