/**
 * An API Gateway HTTP API in front of a function: routes with authorization, an access log, throttling, and a custom
 * domain name. Reads the network, the KMS keys, the certificate of the domain name, and what the function connects to.
 * Its outputs are the endpoint, and what monitoring and deployments need.
 *
 * <p>HTTP APIs do not support web ACLs. If one is needed, put a distribution in front, with the domain name as its
 * origin.
 */
package groundplan.lambdahttpapi;
