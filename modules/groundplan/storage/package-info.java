/**
 * Data buckets by name, and the bucket that takes the access logs of load balancers and buckets. Reads the keys; publishes
 * the buckets' names and ARNs. Services read it for their data, load balancers for their logs.
 */
package groundplan.storage;
