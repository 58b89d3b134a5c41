/** Repositories of container images. Reads the KMS keys. Its outputs are the URL and ARN of each repository by name. */
package groundplan.ecr;
