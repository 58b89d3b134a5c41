package groundplan.states;

import groundplan.aws.EmulatorOverride;
import groundplan.aws.WorkingRole;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.EnvironmentSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** States in a bucket, read with the role that a command works with. */
public final class S3States implements States {
    private static final int NOT_FOUND = 404;

    private final EnvironmentSettings environment;
    private final Map<String, String> variables;

    /**
     * @param environment whose states are read
     * @param variables the environment variables; {@code AWS_ENDPOINT_URL} names an emulator
     */
    public S3States(EnvironmentSettings environment, Map<String, String> variables) {
        this.environment = environment;
        this.variables = variables;
    }

    @Override
    public SortedMap<String, StateFile> below(String prefix) throws IOException {
        SortedMap<String, StateFile> found = new TreeMap<>();
        try (S3Client s3 = client()) {
            for (S3Object object : s3.listObjectsV2Paginator(
                            request -> request.bucket(bucket()).prefix(prefix))
                    .contents()) {
                if (object.key().endsWith("/" + StateKeys.FILE) && object.key().startsWith(prefix)) {
                    String text = s3.getObjectAsBytes(
                                    request -> request.bucket(bucket()).key(object.key()))
                            .asUtf8String();
                    if (!text.isBlank()) {
                        found.put(object.key(), StateFile.parse(object.key(), text));
                    }
                }
            }
            return found;
        } catch (NoSuchBucketException nothingYet) {
            return found;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return found;
            }
            throw new IOException(
                    "cannot read the states in s3://" + bucket() + "/" + prefix + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new IOException(
                    "cannot read the states in s3://" + bucket() + "/" + prefix + ": " + e.getMessage(), e);
        }
    }

    /** The bucket. */
    public String bucket() {
        return environment.state().bucket();
    }

    /** A client for the bucket; the caller closes it. */
    public S3Client client() {
        Region region = Region.of(environment.stateRegion());
        S3ClientBuilder builder = S3Client.builder()
                .region(region)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials(region));
        endpoint().ifPresent(url -> builder.endpointOverride(url).forcePathStyle(true));
        return builder.build();
    }

    private Optional<URI> endpoint() {
        return Optional.ofNullable(variables.get("AWS_ENDPOINT_URL")).map(URI::create);
    }

    private AwsCredentialsProvider credentials(Region region) {
        AwsCredentialsProvider caller = endpoint().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        EmulatorOverride.account(environment.accountId(), variables), "emulator"));
        Optional<String> role = WorkingRole.arn(environment, variables);
        if (role.isEmpty()) {
            return caller;
        }
        StsClientBuilder sts = StsClient.builder()
                .region(region)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(caller);
        endpoint().ifPresent(sts::endpointOverride);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(request -> request.roleArn(role.get())
                        .roleSessionName(AssumeRoleSettings.SESSION)
                        .externalId(environment
                                .assumeRole()
                                .flatMap(AssumeRoleSettings::externalId)
                                .orElse(null)))
                .build();
    }
}
