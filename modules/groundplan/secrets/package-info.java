/**
 * Secrets in Secrets Manager, generated or entered by people, and the rotation of generated ones. Reads the keys, for the
 * rotation's function also the network and the logs bucket where the settings name them; publishes ARNs, never values.
 */
package groundplan.secrets;
