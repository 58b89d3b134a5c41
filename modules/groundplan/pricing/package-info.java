/**
 * What AWS charges for resources: for each resource type, how quantities are determined from its attributes and its
 * usage, and a dated table of list prices. It depends on resources only, whether from a unit's document or from a plan.
 */
package groundplan.pricing;
