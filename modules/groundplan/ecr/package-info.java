/** Repositories of container images. Reads the keys; publishes address and ARN of each repository by name. */
package groundplan.ecr;
