/**
 * What AWS charges for resources: for each resource type, how its attributes and what is used of it become quantities, and a
 * dated table of list prices for them. It knows resources only, whoever describes them: a unit's document, or a plan.
 */
package groundplan.pricing;
