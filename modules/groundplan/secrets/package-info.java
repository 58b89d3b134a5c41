/**
 * Secrets in Secrets Manager, generated or entered manually, and the rotation of generated ones. Reads the KMS keys
 * and, for the rotation function, the network and the logs bucket if the settings name them. Its outputs are ARNs,
 * never values.
 */
package groundplan.secrets;
