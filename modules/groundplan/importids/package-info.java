/** What is known of AWS's names for things that exist: which resource an ARN is, and the id by which it is taken over. */
package groundplan.importids;
