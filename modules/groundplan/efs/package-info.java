/**
 * A file system for data that is kept when tasks end. Reads the network and the KMS keys. Its outputs are the file
 * system, its security group and its access points, which services mount.
 */
package groundplan.efs;
