package groundplan.aws;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The account of the caller's own credentials, for a command that has no settings yet. */
public final class CurrentAccount {
    private final Map<String, String> variables;
    private final AwsConfigFiles files;
    private final Region region;

    /**
     * @param variables the environment variables, which tell where the credentials are
     * @param region the region whose STS is asked
     */
    public CurrentAccount(Map<String, String> variables, String region) {
        this.variables = new TreeMap<>(variables);
        // A machine that is not in AWS would wait for an answer that never comes.
        this.variables.put("AWS_EC2_METADATA_DISABLED", "true");
        this.files = new AwsConfigFiles(this.variables);
        this.region = Region.of(region);
    }

    /** Whether credentials are configured; those of an instance do not count. */
    public boolean configured() {
        try {
            return set("AWS_ACCESS_KEY_ID")
                    || set("AWS_WEB_IDENTITY_TOKEN_FILE")
                    || set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                    || set("AWS_CONTAINER_CREDENTIALS_FULL_URI")
                    || files.named().isPresent()
                    || files.hasCredentials();
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }

    /**
     * Asks STS for the account.
     *
     * @return 12 digits; empty if no credentials are configured, or an emulator is
     * @throws IOException when the credentials that are configured do not work
     */
    public Optional<String> id() throws IOException {
        return caller().map(CallerIdentity::account);
    }

    /**
     * Asks STS who the caller is.
     *
     * @return empty if no credentials are configured, or an emulator is
     * @throws IOException when the credentials that are configured do not work
     */
    public Optional<CallerIdentity> caller() throws IOException {
        if (set("AWS_ENDPOINT_URL") || !configured()) {
            return Optional.empty();
        }
        CallerCredentials own = new CallerCredentials(variables, files, () -> builder()
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build());
        try (StsClient sts = builder().credentialsProvider(own).build()) {
            GetCallerIdentityResponse identity = sts.getCallerIdentity();
            return Optional.of(new CallerIdentity(identity.arn(), identity.account(), own.name(), own.before()));
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private StsClientBuilder builder() {
        StsClientBuilder builder = StsClient.builder().region(region).httpClient(UrlConnectionHttpClient.create());
        files.configure(builder);
        return builder;
    }

    private boolean set(String variable) {
        return !variables.getOrDefault(variable, "").isBlank();
    }
}
