/** What environments cost in a month: the estimates of their units, with committed prices and assumed usage. */
package groundplan.cost;
