/**
 * How much of each quota of AWS units use: resources of several configurations are counted by account, region, zone, or the resource
 * that they belong to. It depends on Terraform's configurations only, and knows no units.
 */
package groundplan.quotas;
