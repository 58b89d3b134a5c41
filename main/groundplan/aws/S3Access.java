package groundplan.aws;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * How an S3 backend reaches its bucket.
 *
 * @param region the bucket's region
 * @param profile the profile, which comes before all other credentials; absent if the variables and files select one
 * @param keys access keys that the backend itself has
 * @param role the role that is assumed with these credentials
 * @param endpoints where AWS's services are
 * @param accounts whose credentials are accepted
 */
public record S3Access(
        String region,
        Optional<String> profile,
        Optional<AwsCredentials> keys,
        Optional<Role> role,
        Endpoints endpoints,
        Accounts accounts) {

    /**
     * A role.
     *
     * @param arn its ARN
     * @param session the name of the session
     * @param externalId the external id that its trust policy asks for
     */
    public record Role(String arn, String session, Optional<String> externalId) {}

    /**
     * Where AWS's services are.
     *
     * @param s3 absent for that of the region
     * @param sts absent for that of the region
     * @param pathStyle whether the bucket is in the path of the URL, and not in its host's name
     */
    public record Endpoints(Optional<URI> s3, Optional<URI> sts, boolean pathStyle) {}

    /**
     * Whose credentials are accepted.
     *
     * @param allowed the only accounts; all if there are none
     * @param forbidden accounts that are refused
     */
    public record Accounts(Set<String> allowed, Set<String> forbidden) {
        public Accounts {
            allowed = Set.copyOf(allowed);
            forbidden = Set.copyOf(forbidden);
        }

        private boolean restricted() {
            return !allowed.isEmpty() || !forbidden.isEmpty();
        }

        private boolean accepts(String account) {
            return !forbidden.contains(account) && (allowed.isEmpty() || allowed.contains(account));
        }
    }

    /**
     * A client of S3; the caller closes it.
     *
     * @param variables the environment variables, which tell where the caller's credentials are
     * @throws IOException when there are no credentials, when the role cannot be assumed, or when they are of an account that is not
     *     accepted
     */
    public S3Client client(Map<String, String> variables) throws IOException {
        Map<String, String> own =
                profile.map(name -> AccountProfiles.selecting(variables, name)).orElse(variables);
        AwsConfigFiles files = new AwsConfigFiles(own, Optional.of(region));
        AwsCredentialsProvider caller = keys.<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
                .orElseGet(() -> new CallerCredentials(own, files, () -> sts(files)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()));
        AwsCredentialsProvider signed =
                role.isPresent() ? assumed(role.get(), sts(files).credentialsProvider(caller)) : caller;
        try {
            signed.resolveCredentials();
        } catch (SdkException e) {
            throw new IOException(
                    role.map(assumed -> "cannot assume the role " + assumed.arn() + ": ")
                                    .orElse("")
                            + e.getMessage(),
                    e);
        }
        checkAccount(sts(files).credentialsProvider(signed));
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(signed)
                .forcePathStyle(endpoints.pathStyle());
        files.configure(builder);
        endpoints.s3().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider assumed(Role role, StsClientBuilder sts) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(role.session())
                        .externalId(role.externalId().orElse(null)))
                .build();
    }

    private void checkAccount(StsClientBuilder builder) throws IOException {
        if (!accounts.restricted()) {
            return;
        }
        try (StsClient sts = builder.build()) {
            String account = sts.getCallerIdentity().account();
            if (!accounts.accepts(account)) {
                throw new IOException("the credentials are of the account " + account
                        + ", which allowed_account_ids or forbidden_account_ids of the backend refuses");
            }
        } catch (SdkException e) {
            throw new IOException("cannot ask AWS (STS) whose the credentials are: " + e.getMessage(), e);
        }
    }

    private StsClientBuilder sts(AwsConfigFiles files) {
        StsClientBuilder builder =
                StsClient.builder().region(Region.of(region)).httpClient(UrlConnectionHttpClient.create());
        files.configure(builder);
        endpoints.sts().ifPresent(builder::endpointOverride);
        return builder;
    }
}
