/**
 * The customer managed keys of an environment's region. Reads nothing. Its outputs are the keys' ARNs. Every unit that
 * encrypts reads it.
 */
package groundplan.kms;
