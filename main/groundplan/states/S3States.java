package groundplan.states;

import groundplan.aws.AwsClients;
import groundplan.console.StepLog;
import groundplan.kernel.EnvironmentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** States in a bucket, read with the role that the command assumes. */
public final class S3States implements States {
    private final String bucket;
    private final AwsClients clients;
    private final StateDecryption decryption;
    /** An emulator's, if one is used. */
    private final Optional<String> endpoint;

    /**
     * @param environment the environment whose states are read
     * @param variables the environment variables; {@code AWS_ENDPOINT_URL} names an emulator, and what the engine is run with decrypts
     *     states that it encrypted
     */
    public S3States(EnvironmentSettings environment, Map<String, String> variables) {
        this.bucket = environment.state().bucket();
        this.clients = new AwsClients(environment, variables);
        this.decryption = new StateDecryption(variables);
        this.endpoint = Optional.ofNullable(variables.get("AWS_ENDPOINT_URL"));
    }

    /**
     * The states below a prefix, by key; empty if the bucket does not exist yet.
     *
     * @throws IOException when one of them cannot be read, or was listed and no longer exists: without it, a plan would create its
     *     resources again
     */
    @Override
    public SortedMap<String, StateFile> below(String prefix) throws IOException {
        SortedMap<String, StateFile> found = new TreeMap<>();
        long bytes = 0;
        try (S3Client s3 = clients.s3();
                StepLog.TimedStep step = StepLog.step("read the states below s3://" + bucket + "/" + prefix)) {
            for (String key : keys(s3, prefix)) {
                byte[] content = content(s3, key);
                found.put(key, decryption.read("s3://" + bucket + "/" + key, content));
                bytes += content.length;
            }
            String read = StepLog.count(found.size(), "state") + ", " + StepLog.count(bytes, "byte");
            step.result(() -> read);
        }
        return found;
    }

    private List<String> keys(S3Client s3, String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        try {
            for (ListObjectsV2Response page :
                    s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))) {
                checkPage(page, prefix);
                for (S3Object object : page.contents()) {
                    if (object.key().endsWith("/" + StateKeys.FILE)
                            && object.key().startsWith(prefix)) {
                        keys.add(object.key());
                    }
                }
            }
            return keys;
        } catch (S3Exception e) {
            // If the first page was found, the bucket had states and has been deleted since.
            if (keys.isEmpty() && BucketObject.isMissing(e, BucketObject.NO_BUCKET)) {
                return List.of();
            }
            throw unread("the states in", prefix, e);
        } catch (SdkException | UncheckedIOException e) {
            throw unread("the states in", prefix, e);
        }
    }

    /**
     * Refuses an answer that does not repeat what was asked for. What a proxy or a wrong endpoint answers with status 200 reads as a
     * list without objects.
     */
    private void checkPage(ListObjectsV2Response page, String prefix) throws IOException {
        boolean whole =
                page.keyCount() == null || page.keyCount() == page.contents().size();
        boolean next = !Boolean.TRUE.equals(page.isTruncated()) || page.nextContinuationToken() != null;
        if (!bucket.equals(page.name()) || !prefix.equals(page.prefix()) || !whole || !next) {
            throw new IOException("cannot list the states in s3://" + bucket + "/" + prefix
                    + ": the answer is not a list of the objects in this bucket. It may come from a proxy or from a wrong"
                    + " endpoint; check the network, AWS_ENDPOINT_URL and endpoint_url of the profile");
        }
    }

    private byte[] content(S3Client s3, String key) throws IOException {
        try {
            return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArray();
        } catch (S3Exception e) {
            if (BucketObject.isMissing(e, BucketObject.NO_KEY)) {
                throw new IOException(
                        "the state s3://" + bucket + "/" + key
                                + " was listed but no longer exists. States are being deleted or moved; try again when that"
                                + " is done",
                        e);
            }
            throw unread("the state", key, e);
        } catch (SdkException | UncheckedIOException e) {
            throw unread("the state", key, e);
        }
    }

    private static boolean refused(Throwable failure) {
        return failure != null && (failure instanceof ConnectException || refused(failure.getCause()));
    }

    private IOException unread(String what, String key, RuntimeException e) {
        return new IOException("cannot read " + what + " s3://" + bucket + "/" + key + ": " + reason(e), e);
    }

    /** Why the bucket could not be used, for people. */
    String reason(RuntimeException e) {
        boolean silent = endpoint.isPresent() && refused(e);
        return silent
                ? "nothing answers at " + endpoint.get()
                        + ", which AWS_ENDPOINT_URL names. Start the emulator"
                        + " with: groundplan emulator start, or unset the variable"
                : e.getMessage();
    }

    /** The bucket. */
    public String bucket() {
        return bucket;
    }

    /** Clients for the bucket. */
    public AwsClients clients() {
        return clients;
    }
}
