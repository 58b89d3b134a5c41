/** What a reviewer of a plan has to look at first, by what is known of AWS's resource types. */
package groundplan.review;
