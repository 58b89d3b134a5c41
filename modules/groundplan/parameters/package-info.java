/**
 * Encrypted parameters in Systems Manager Parameter Store, generated or entered manually, and the rotation of generated
 * ones. A function creates, changes and deletes them, so that no plan reads a value. Reads the KMS keys and, for the
 * function, the network, the logs bucket and the caches whose passwords it sets, if the settings name them. Its outputs are
 * names and ARNs, never values.
 */
package groundplan.parameters;
