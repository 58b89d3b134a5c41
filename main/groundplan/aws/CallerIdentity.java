package groundplan.aws;

import java.util.Optional;

/**
 * Who calls AWS.
 *
 * @param arn the ARN of the user, or of the session of a role
 * @param account the account's id
 * @param source where the credentials come from, such as {@code the profile dev (IAM Identity Center)}
 * @param before the variable that comes before any profile and has to be unset to use one; empty if there is none
 */
public record CallerIdentity(String arn, String account, String source, Optional<String> before) {}
