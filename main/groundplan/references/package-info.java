/** References in Terraform's configurations: found in templates, and carried as data from then on. */
package groundplan.references;
