package groundplan.aws;

import groundplan.kernel.Nearest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * The caller's own credentials, from the first source that is configured, in the order of the AWS SDKs: environment variables, web
 * identity, profile (with IAM Identity Center, {@code credential_process} and roles), container, instance. A configured source that
 * does not work is an error, as it is for Terraform, which reads the same bucket.
 */
final class CallerCredentials implements AwsCredentialsProvider {
    private static final int LONGEST_REASON = 300;
    private static final String ASK_AGAIN =
            "Run the command again; if that does not help, its role has lost its credentials.";

    private final Map<String, String> variables;
    private final AwsConfigFiles files;
    private final Supplier<StsClient> anonymousSts;
    private Source source;

    /**
     * @param variables the environment variables
     * @param anonymousSts makes a client of STS that does not sign its requests
     */
    CallerCredentials(Map<String, String> variables, AwsConfigFiles files, Supplier<StsClient> anonymousSts) {
        this.variables = variables;
        this.files = files;
        this.anonymousSts = anonymousSts;
    }

    /**
     * Where credentials come from.
     *
     * @param name its name, for messages
     * @param renewal how to get new credentials when these have expired
     * @param failure the message if it returns none, to which the reason is appended
     * @param remedy what to do then, on a line of its own; empty if the reason tells that
     */
    private record Source(
            AwsCredentialsProvider provider, String name, String renewal, String failure, String remedy) {}

    /** Where the credentials come from, such as {@code the profile dev (IAM Identity Center)}. */
    String name() {
        return chosen().name();
    }

    /** The variable that comes before any profile, if the credentials are from one. */
    Optional<String> before() {
        return hasKeys()
                ? Optional.of("AWS_ACCESS_KEY_ID")
                : hasWebIdentity() ? Optional.of("AWS_WEB_IDENTITY_TOKEN_FILE") : Optional.empty();
    }

    private boolean hasKeys() {
        return isSet("AWS_ACCESS_KEY_ID") && isSet("AWS_SECRET_ACCESS_KEY");
    }

    private boolean hasWebIdentity() {
        return isSet("AWS_WEB_IDENTITY_TOKEN_FILE") && isSet("AWS_ROLE_ARN");
    }

    /** What to do when the credentials have expired. */
    String renewal() {
        return chosen().renewal();
    }

    private synchronized Source chosen() {
        if (source == null) {
            source = source();
        }
        return source;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        Source from = chosen();
        try {
            return from.provider().resolveCredentials();
        } catch (RuntimeException e) {
            throw SdkClientException.create(from.failure() + reason(e) + "." + from.remedy(), e);
        }
    }

    private Source source() {
        if (hasKeys()) {
            return new Source(
                    StaticCredentialsProvider.create(keys()),
                    "the variable AWS_ACCESS_KEY_ID",
                    "Set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or unset all three to use a profile.",
                    "",
                    "");
        }
        if (hasWebIdentity()) {
            return new Source(
                    webIdentity(
                            value("AWS_ROLE_ARN"),
                            value("AWS_ROLE_SESSION_NAME"),
                            value("AWS_WEB_IDENTITY_TOKEN_FILE")),
                    "the web identity in AWS_WEB_IDENTITY_TOKEN_FILE",
                    "Write a new token to " + value("AWS_WEB_IDENTITY_TOKEN_FILE") + ".",
                    "the web identity in AWS_WEB_IDENTITY_TOKEN_FILE returned no credentials for "
                            + value("AWS_ROLE_ARN") + ": ",
                    "");
        }
        try {
            if (files.named().filter(name -> !files.has(name)).isPresent()) {
                throw SdkClientException.create(
                        files.selectedBy().orElseThrow() + " names the profile " + files.profile()
                                + ", which is neither in " + files.config() + " nor in " + files.credentials()
                                + Nearest.hint(files.profile(), files.names()) + ".");
            }
            new ProfileDifferences(files).first().ifPresent(difference -> {
                throw SdkClientException.create(difference);
            });
            if (files.hasCredentials()) {
                return profile();
            }
        } catch (IllegalArgumentException e) {
            throw SdkClientException.create(
                    "cannot read the profiles in " + files.config() + " and " + files.credentials() + ": "
                            + e.getMessage(),
                    e);
        }
        if (isSet("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") || isSet("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
            return new Source(
                    ContainerCredentialsProvider.create(),
                    "the container's endpoint (AWS_CONTAINER_CREDENTIALS_*)",
                    ASK_AGAIN,
                    "the container's endpoint (AWS_CONTAINER_CREDENTIALS_*) returned no credentials: ",
                    "");
        }
        return instance();
    }

    private AwsCredentials keys() {
        return isSet("AWS_SESSION_TOKEN")
                ? AwsSessionCredentials.create(
                        value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"), value("AWS_SESSION_TOKEN"))
                : AwsBasicCredentials.create(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"));
    }

    private AwsCredentialsProvider webIdentity(String role, String session, String file) {
        return StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(anonymousSts.get())
                .roleArn(role)
                .roleSessionName(session.isEmpty() ? "groundplan" : session)
                .webIdentityTokenFile(Path.of(file))
                .build();
    }

    /** The web identity of the profile itself, for which the SDK would use a region and an endpoint of its own. */
    private Optional<AwsCredentialsProvider> webIdentityOfProfile() {
        return files.chain().stream().findFirst().flatMap(profile -> profile.property(ProfileProperty.ROLE_ARN)
                .flatMap(role -> profile.property(ProfileProperty.WEB_IDENTITY_TOKEN_FILE)
                        .map(file -> webIdentity(
                                role,
                                profile.property(ProfileProperty.ROLE_SESSION_NAME)
                                        .orElse(""),
                                file))));
    }

    private Source profile() {
        AwsCredentialsProvider provider = webIdentityOfProfile().orElseGet(() -> ProfileCredentialsProvider.builder()
                .profileFile(files.supplier())
                .profileName(files.profile())
                .build());
        Optional<String> login = files.identityCenter();
        String name = "the profile " + files.profile() + (login.isPresent() ? " (IAM Identity Center)" : "");
        String signIn = login.map(profile -> "Sign in with: aws sso login --profile " + profile)
                .orElse("");
        return new Source(
                provider,
                name + files.selectedBy().map(by -> ", which " + by + " names").orElse(""),
                signIn.isEmpty() ? "Renew what the profile gets its credentials from." : signIn,
                name + " returned no credentials: ",
                signIn.isEmpty() ? "" : "\n" + signIn);
    }

    private Source instance() {
        String tried = "no AWS credentials. Tried: environment variables (AWS_ACCESS_KEY_ID), web identity"
                + " (AWS_WEB_IDENTITY_TOKEN_FILE), profile " + files.profile() + " (" + files.config()
                + "), container (AWS_CONTAINER_CREDENTIALS_*), instance metadata";
        AwsCredentialsProvider provider = "true".equalsIgnoreCase(variables.get("AWS_EC2_METADATA_DISABLED"))
                ? CallerCredentials::noInstance
                : InstanceProfileCredentialsProvider.builder()
                        .profileFile(files.supplier())
                        .profileName(files.profile())
                        .build();
        return new Source(
                provider,
                "the instance's metadata",
                ASK_AGAIN,
                tried + ": ",
                "\nThe local emulator needs none: add --emulator.");
    }

    private static AwsCredentials noInstance() {
        throw SdkClientException.create("AWS_EC2_METADATA_DISABLED is set");
    }

    private boolean isSet(String variable) {
        return !value(variable).isBlank();
    }

    private String value(String variable) {
        return variables.getOrDefault(variable, "").strip();
    }

    /** The failure on one line: its own message, and that of its root cause. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String own = line(failure);
        String deepest = line(cause);
        String reason = own.contains(deepest) ? own : own + ": " + deepest;
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
    }

    private static String line(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.strip().lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
