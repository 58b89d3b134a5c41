/** Terraform JSON in one canonical form, and digests of content. */
package groundplan.json;
