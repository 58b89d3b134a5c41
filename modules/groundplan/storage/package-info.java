/**
 * Data buckets by name, the bucket that takes the access logs of load balancers and buckets, and copies of them in another
 * region. Reads the keys; publishes the buckets' names and ARNs. Services read it for their data, load balancers for their
 * logs.
 */
package groundplan.storage;
