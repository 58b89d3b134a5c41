/** Applies what a plan was approved for, and nothing else. */
package groundplan.apply;
