package groundplan.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Finds what the selected profile has and Terraform, its provider, Terragrunt, the AWS CLI and the SDK for Java do not read alike: they
 * would work with different identities, or one of them would fail late and say little.
 *
 * @param files the configuration files
 */
record ProfileDifferences(AwsConfigFiles files) {

    /** The first difference, with what to do about it; empty if there is none. */
    Optional<String> first() {
        List<Profile> chain = files.chain();
        return chain.stream().flatMap(profile -> of(profile).stream()).findFirst();
    }

    private Optional<String> of(Profile profile) {
        String name = "the profile " + profile.name();
        if (has(profile, ProfileProperty.LOGIN_SESSION)) {
            return Optional.of(name
                    + " was made by `aws login` (login_session), which Terraform and its AWS provider do not read. Let the"
                    + " AWS CLI hand its credentials on, in a profile in " + files.config()
                    + " that AWS_PROFILE then names:\n"
                    + "  [profile " + profile.name() + "-process]\n"
                    + "  credential_process = aws configure export-credentials --profile " + profile.name()
                    + " --format process");
        }
        if (has(profile, ProfileProperty.ROLE_ARN) && has(profile, ProfileProperty.MFA_SERIAL)) {
            return Optional.of(name
                    + " needs the code of an MFA device (mfa_serial), which Terraform does not ask for. Let the AWS CLI"
                    + " ask, and hand the session on as variables; in CI use a role that needs no code:\n"
                    + "  eval \"$(aws configure export-credentials --profile " + files.profile() + " --format env)\"");
        }
        if (has(profile, ProfileProperty.AWS_ACCESS_KEY_ID) && has(profile, ProfileProperty.SSO_ACCOUNT_ID)) {
            return Optional.of(name
                    + " has an access key and also signs in at IAM Identity Center (sso_account_id). Terraform uses the key,"
                    + " the AWS CLI signs in. Remove one of the two from " + files.credentials() + " and "
                    + files.config());
        }
        return Optional.empty();
    }

    private static boolean has(Profile profile, String property) {
        return profile.property(property).filter(value -> !value.isBlank()).isPresent();
    }
}
