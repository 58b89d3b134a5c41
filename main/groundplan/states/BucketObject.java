package groundplan.states;

import groundplan.aws.AwsClients;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An object in the bucket of an environment's states. */
public final class BucketObject implements VersionedObject {
    /** S3's answers to a conditional write that came too late. */
    private static final Set<Integer> CHANGED = Set.of(409, 412);

    static final String NO_KEY = "NoSuchKey";
    static final String NO_BUCKET = "NoSuchBucket";

    private final AwsClients clients;
    private final String bucket;
    private final String key;
    private final String what;

    /**
     * @param states says which bucket
     * @param what how people call it, such as {@code the lock}
     */
    public BucketObject(S3States states, String key, String what) {
        this.clients = states.clients();
        this.bucket = states.bucket();
        this.key = key;
        this.what = what;
    }

    /** The bucket is not there. */
    public static final class NoBucket extends IOException {
        private static final long serialVersionUID = 1;

        NoBucket(String message, SdkException cause) {
            super(message, cause);
        }
    }

    @Override
    public String place() {
        return "s3://" + bucket + "/" + key;
    }

    /** @throws NoBucket when there is no bucket that could hold it */
    @Override
    public Optional<Content> read() throws IOException {
        try (S3Client s3 = clients.s3()) {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            return Optional.of(
                    new Content(object.asUtf8String(), object.response().eTag()));
        } catch (S3Exception e) {
            if (isMissing(e, NO_KEY)) {
                return Optional.empty();
            }
            throw failed("read", e);
        } catch (SdkException e) {
            throw failed("read", e);
        }
    }

    @Override
    public Optional<String> write(String text, Optional<String> version) throws IOException {
        PutObjectRequest.Builder put =
                PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
        if (version.isPresent()) {
            put.ifMatch(version.get());
        } else {
            put.ifNoneMatch("*");
        }
        try (S3Client s3 = clients.s3()) {
            return Optional.of(
                    s3.putObject(put.build(), RequestBody.fromString(text)).eTag());
        } catch (S3Exception e) {
            // With a version, a key that is gone is one that somebody else has deleted since.
            if (CHANGED.contains(e.statusCode()) || version.isPresent() && isMissing(e, NO_KEY)) {
                // The answer to a first try may have been lost on the way, and this is what it wrote.
                return read().filter(now -> now.text().equals(text)).map(Content::version);
            }
            throw failed("write", e);
        } catch (SdkException e) {
            throw failed("write", e);
        }
    }

    @Override
    public void delete() throws IOException {
        try (S3Client s3 = clients.s3()) {
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw failed("delete", e);
        }
    }

    /** Whether S3 itself says so: another 404, of a wrong address for one, says nothing of the object. */
    static boolean isMissing(AwsServiceException failure, String code) {
        return failure.awsErrorDetails() != null
                && code.equals(failure.awsErrorDetails().errorCode());
    }

    private IOException failed(String verb, SdkException e) {
        String message = "cannot " + verb + " " + what + " " + place() + ": " + e.getMessage();
        return e instanceof S3Exception s3 && isMissing(s3, NO_BUCKET)
                ? new NoBucket(message, e)
                : new IOException(message, e);
    }
}
