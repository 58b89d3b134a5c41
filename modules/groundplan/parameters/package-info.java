/**
 * Encrypted parameters in Systems Manager's Parameter Store, generated or entered by people, and the rotation of generated
 * ones. Reads the keys, for the rotation's function also the network, the logs bucket and the caches whose passwords it sets
 * where the settings name them; publishes names and ARNs, never values.
 */
package groundplan.parameters;
