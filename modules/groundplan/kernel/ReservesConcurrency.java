package groundplan.kernel;

/** Settings of Lambda functions that reserve some of the account's concurrent executions in the unit's region. */
public interface ReservesConcurrency {
    /** How many executions they reserve together; 0 for none. */
    int reservedConcurrency();
}
