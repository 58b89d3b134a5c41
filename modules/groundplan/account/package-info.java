/**
 * The baseline of one account and region, whatever the environments in it: threat detection, the record of every resource's
 * configuration and the checks on it, the search for what is open to others, and safe defaults. Reads the storage unit for
 * access logs; publishes which of these parts are there, for a unit of kind observability to tell of what they find.
 *
 * <p>Some parts are the whole account's: the password policy, the public access block of S3, and the role of AWS Config. A
 * second region's unit leaves them out.
 */
package groundplan.account;
