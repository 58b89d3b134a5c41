/** The whole plan: every unit of an environment planned at once, against copies of their states. */
package groundplan.plan;
