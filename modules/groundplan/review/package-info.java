/** The risks in a plan that a reviewer should check first, based on AWS's resource types. */
package groundplan.review;
