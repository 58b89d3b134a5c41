/**
 * Data buckets by name, the bucket for the access logs of load balancers and buckets, and their replicas in another
 * region. Reads the KMS keys. Its outputs are the buckets' names and ARNs. Services read it for their data, load
 * balancers for their logs.
 */
package groundplan.storage;
