/**
 * A DynamoDB table, on demand and encrypted with the environment's key, and the permissions of the functions that use it. Reads the
 * KMS keys and the units of these functions. Its outputs are the table's name and ARN.
 */
package harbor.table;
