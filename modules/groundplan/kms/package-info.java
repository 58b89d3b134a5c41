/**
 * The customer keys of an environment's region. Reads nothing; publishes the ARN of each key. Every unit that encrypts reads it.
 */
package groundplan.kms;
