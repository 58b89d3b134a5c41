/**
 * A file system for data that outlives the tasks which write it. Reads network and keys; publishes the file system, the
 * group in front of it and its access points. Services mount the access points.
 */
package groundplan.efs;
