/** What environments cost in a month: the estimates of their units, with committed prices and what is assumed to be used. */
package groundplan.cost;
