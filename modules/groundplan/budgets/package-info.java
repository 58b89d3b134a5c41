/**
 * Budgets of the account, and cost anomaly detection. Reads the topics of an observability unit. Its outputs are the
 * budgets' names. Both are account-wide: one environment of each account has them.
 */
package groundplan.budgets;
