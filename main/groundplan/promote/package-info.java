/** How what was tried in one environment comes to the next: differences, moves, releases, and what was applied where. */
package groundplan.promote;
