package groundplan.aws;

import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.EnvironmentSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * AWS clients for an environment: with the caller's credentials or the role that a command assumes, in the region of the state bucket,
 * or on an emulator.
 */
public final class AwsClients {
    private final EnvironmentSettings environment;
    private final Map<String, String> variables;
    private final AwsConfigFiles files;
    private AwsCredentialsProvider credentials;

    /**
     * @param environment the environment, with its account and state bucket
     * @param variables the environment variables; {@code AWS_ENDPOINT_URL} names an emulator, and those of the AWS SDKs tell where
     *     the credentials are
     */
    public AwsClients(EnvironmentSettings environment, Map<String, String> variables) {
        this.environment = environment;
        this.variables = variables;
        this.files = new AwsConfigFiles(variables);
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
        if (credentials != null) {
            return credentials;
        }
        AwsCredentialsProvider caller = endpoint().isEmpty() || EmulatorOverride.issued(variables)
                ? new CallerCredentials(variables, files, this::anonymousSts)
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        EmulatorOverride.account(environment.accountId(), variables), "emulator"));
        try {
            caller.resolveCredentials();
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
        Optional<String> role = WorkingRole.arn(environment, variables);
        credentials = role.isPresent() ? assumed(role.get(), caller) : caller;
        return credentials;
    }

    private AwsCredentialsProvider assumed(String role, AwsCredentialsProvider caller) throws IOException {
        StsClientBuilder sts = sts();
        sts.credentialsProvider(caller);
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
            throw new IOException("cannot assume the role " + role + ": " + e.getMessage(), e);
        }
        return assumed;
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
