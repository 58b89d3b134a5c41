/**
 * An HTTP API of API Gateway in front of a function: routes whose callers are known, a log of requests, limits, and a domain
 * name of its own. Reads the network, the keys, the certificate of the domain name, and what the function connects to;
 * publishes where it is reached, and what watches and deploys it need.
 *
 * <p>An HTTP API takes no web ACL. Where one is wanted, a distribution stands in front, with the domain name as its origin.
 */
package groundplan.lambdahttpapi;
