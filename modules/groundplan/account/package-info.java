/**
 * The baseline of one account and region, independent of the environments in it: threat detection, the recording of
 * every resource's configuration and checks of it, the search for resources accessible from outside, and secure
 * defaults. Reads the storage unit for access logs. Its outputs are the enabled parts, whose findings a unit of kind
 * observability notifies of.
 *
 * <p>Some parts are account-wide: the password policy, the public access block of S3, and the role of AWS Config. The
 * units of further regions leave them out.
 */
package groundplan.account;
