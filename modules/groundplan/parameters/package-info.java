/**
 * Encrypted parameters in Systems Manager Parameter Store, generated or entered manually, and the rotation of generated
 * ones. Reads the KMS keys and, for the rotation function, the network, the logs bucket and the caches whose passwords
 * it sets, if the settings name them. Its outputs are names and ARNs, never values.
 */
package groundplan.parameters;
