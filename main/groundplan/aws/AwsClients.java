package groundplan.aws;

import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.EnvironmentSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * AWS clients for an environment: with the caller's credentials or the role that a command assumes, in the region of the state bucket,
 * or on an emulator.
 */
public final class AwsClients {
    /** The codes with which AWS refuses credentials whatever they are used for. */
    private static final Set<String> REFUSALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidToken");

    private final EnvironmentSettings environment;
    private final Map<String, String> variables;
    private final AwsConfigFiles files;
    private CallerCredentials caller;
    private AwsCredentialsProvider credentials;

    /**
     * @param environment the environment, with its account and state bucket
     * @param variables the environment variables; {@code AWS_ENDPOINT_URL} names an emulator, and those of the AWS SDKs tell where
     *     the credentials are
     */
    public AwsClients(EnvironmentSettings environment, Map<String, String> variables) {
        this.environment = environment;
        this.variables = AccountProfiles.variables(variables, environment.accountId());
        this.files = new AwsConfigFiles(
                this.variables,
                Stream.of(variables.get("AWS_REGION"), variables.get("AWS_DEFAULT_REGION"), environment.stateRegion())
                        .filter(region -> region != null && !region.isBlank())
                        .findFirst());
    }

    /**
     * A client of S3; the caller closes it.
     *
     * @throws IOException when there are no credentials; the message lists the sources that were tried
     */
    public S3Client s3() throws IOException {
        AwsCredentialsProvider signed = signedIn();
        S3ClientBuilder builder = S3Client.builder()
                .region(region())
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(signed);
        files.configure(builder);
        endpoint().ifPresent(url -> builder.endpointOverride(url).forcePathStyle(true));
        return builder.build();
    }

    /**
     * The resources of the account that have all of these tags, as the Resource Groups Tagging API lists them: also some that were
     * deleted minutes ago, or are scheduled for deletion.
     *
     * @param region the region; resources that have none are listed in {@code us-east-1}
     * @return their ARNs
     * @throws IOException when they cannot be listed
     */
    public List<String> tagged(String region, Map<String, String> tags) throws IOException {
        return new TaggingApi(
                        signedIn(),
                        Region.of(region),
                        endpoint().orElse(URI.create("https://tagging." + region + "." + suffix(region))))
                .resources(tags);
    }

    private static String suffix(String region) {
        return PartitionMetadata.of(Region.of(region)).dnsSuffix();
    }

    /**
     * Asks STS who the caller is.
     *
     * @throws IOException when there are no credentials, or when they are not valid; the message says what to do
     */
    public CallerIdentity caller() throws IOException {
        AwsCredentialsProvider signed = callersOwn();
        StsClientBuilder builder = sts();
        builder.credentialsProvider(signed);
        try (StsClient sts = builder.build()) {
            GetCallerIdentityResponse identity = sts.getCallerIdentity();
            return new CallerIdentity(
                    identity.arn(),
                    identity.account(),
                    caller == null ? "the emulator" : caller.name(),
                    caller == null ? Optional.empty() : caller.before());
        } catch (SdkException e) {
            throw refused(e)
                    .orElseGet(() ->
                            new IOException("cannot ask AWS (STS) whose the credentials are: " + e.getMessage(), e));
        }
    }

    /**
     * Assumes the role that the command works with; does nothing if it works with the caller's own credentials.
     *
     * @throws IOException when that is refused; the message says who was refused
     */
    public void assumeRole() throws IOException {
        signedIn();
    }

    /**
     * A client of DynamoDB; the caller closes it.
     *
     * @throws IOException when there are no credentials; the message lists the sources that were tried
     */
    public DynamoDbClient dynamoDb() throws IOException {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .region(region())
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(signedIn());
        files.configure(builder);
        endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** The credentials, resolved at once: otherwise missing credentials would be reported as a failure of the first request. */
    private synchronized AwsCredentialsProvider signedIn() throws IOException {
        if (credentials == null) {
            AwsCredentialsProvider own = callersOwn();
            Optional<String> role = WorkingRole.arn(environment, variables);
            credentials = role.isPresent() ? assumed(role.get(), own) : own;
        }
        return credentials;
    }

    private synchronized AwsCredentialsProvider callersOwn() throws IOException {
        if (endpoint().isPresent() && !EmulatorOverride.issued(variables)) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    EmulatorOverride.account(environment.accountId(), variables), "emulator"));
        }
        if (caller == null) {
            caller = new CallerCredentials(variables, files, this::anonymousSts);
        }
        try {
            caller.resolveCredentials();
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
        return caller;
    }

    /** What AWS says of credentials as such: that they have expired, or that there are none of this form. */
    private Optional<IOException> refused(SdkException e) {
        String code = e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? String.valueOf(service.awsErrorDetails().errorCode())
                : "";
        if (caller == null || !REFUSALS.contains(code)) {
            return Optional.empty();
        }
        String what = code.startsWith("Expired")
                ? "the credentials have expired: those of "
                : "AWS does not accept the credentials of ";
        return Optional.of(new IOException(what + caller.name() + " (" + code + ").\n" + caller.renewal(), e));
    }

    private AwsCredentialsProvider assumed(String role, AwsCredentialsProvider own) throws IOException {
        StsClientBuilder sts = sts();
        sts.credentialsProvider(own);
        AwsCredentialsProvider assumed = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(request -> request.roleArn(role)
                        .roleSessionName(AssumeRoleSettings.SESSION)
                        .externalId(environment
                                .assumeRole()
                                .flatMap(AssumeRoleSettings::externalId)
                                .orElse(null)))
                .build();
        try {
            assumed.resolveCredentials();
        } catch (SdkException e) {
            Optional<IOException> refused = refused(e);
            if (refused.isPresent()) {
                throw refused.get();
            }
            throw new IOException("cannot assume the role " + role + whose() + ": " + e.getMessage(), e);
        }
        return assumed;
    }

    /** Who asked in vain for a role; empty on an emulator, and where AWS does not tell that either. */
    private String whose() {
        try {
            if (caller != null) {
                CallerIdentity identity = caller();
                return " as " + identity.arn() + ", of " + identity.source();
            }
        } catch (IOException unknown) {
            return "";
        }
        return "";
    }

    /** The client that exchanges a web identity for credentials, with an unsigned request. */
    private StsClient anonymousSts() {
        return sts().credentialsProvider(AnonymousCredentialsProvider.create()).build();
    }

    private StsClientBuilder sts() {
        StsClientBuilder builder = StsClient.builder().region(region()).httpClient(UrlConnectionHttpClient.create());
        files.configure(builder);
        endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    private Region region() {
        return Region.of(environment.stateRegion());
    }

    private Optional<URI> endpoint() {
        return Optional.ofNullable(variables.get("AWS_ENDPOINT_URL")).map(URI::create);
    }
}
