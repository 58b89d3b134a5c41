/**
 * Budgets of the account, and the search for costs that nobody expected. Reads the topics of a watching unit; publishes the
 * budgets' names. Both are the whole account's: one environment of each account has them.
 */
package groundplan.budgets;
