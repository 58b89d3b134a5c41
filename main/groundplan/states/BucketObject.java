package groundplan.states;

import groundplan.aws.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An object in the state bucket of an environment. */
public final class BucketObject implements VersionedObject {
    /** The status codes with which S3 refuses a conditional write because the object has changed. */
    private static final Set<Integer> CHANGED = Set.of(409, 412);

    /** The status code with which S3 answers a deletion. */
    private static final int NO_CONTENT = 204;

    static final String NO_KEY = "NoSuchKey";
    static final String NO_BUCKET = "NoSuchBucket";

    private final S3States states;
    private final AwsClients clients;
    private final String bucket;
    private final String key;
    private final String what;

    /**
     * @param states the states, whose bucket is used
     * @param what its name in messages, such as {@code the lock}
     */
    public BucketObject(S3States states, String key, String what) {
        this.states = states;
        this.clients = states.clients();
        this.bucket = states.bucket();
        this.key = key;
        this.what = what;
    }

    /** The bucket does not exist. */
    public static final class NoBucket extends IOException {
        private static final long serialVersionUID = 1;

        NoBucket(String message, Exception cause) {
            super(message, cause);
        }
    }

    @Override
    public String place() {
        return "s3://" + bucket + "/" + key;
    }

    /** @throws NoBucket when the bucket does not exist */
    @Override
    public Optional<Content> read() throws IOException {
        try (S3Client s3 = clients.s3()) {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            return Optional.of(new Content(
                    object.asUtf8String(), version("read", object.response().eTag())));
        } catch (S3Exception e) {
            if (isMissing(e, NO_KEY)) {
                return Optional.empty();
            }
            throw failed("read", e);
        } catch (SdkException | UncheckedIOException e) {
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
            return Optional.of(version(
                    "write",
                    s3.putObject(put.build(), RequestBody.fromString(text)).eTag()));
        } catch (S3Exception e) {
            // If a version was required, a missing key means that the object has been deleted since.
            if (CHANGED.contains(e.statusCode()) || version.isPresent() && isMissing(e, NO_KEY)) {
                // The SDK may have retried after a lost response, and the object is what the first try wrote.
                return read().filter(now -> now.text().equals(text)).map(Content::version);
            }
            throw failed("write", e);
        } catch (SdkException | UncheckedIOException e) {
            throw failed("write", e);
        }
    }

    @Override
    public void delete() throws IOException {
        try (S3Client s3 = clients.s3()) {
            DeleteObjectResponse answer =
                    s3.deleteObject(request -> request.bucket(bucket).key(key));
            if (answer.sdkHttpResponse().statusCode() != NO_CONTENT) {
                throw notS3("delete");
            }
        } catch (SdkException | UncheckedIOException e) {
            throw failed("delete", e);
        }
    }

    /** The version that S3 names in every answer. A proxy or a wrong endpoint may answer with status 200 and without one. */
    private String version(String verb, String etag) throws IOException {
        if (etag == null) {
            throw notS3(verb);
        }
        return etag;
    }

    private IOException notS3(String verb) {
        return new IOException("cannot " + verb + " " + what + " " + place()
                + ": the answer is not one of S3. It may come from a proxy or from a wrong endpoint; check the network,"
                + " AWS_ENDPOINT_URL and endpoint_url of the profile");
    }

    /** Whether S3 reports this error code. Another 404, for example from a wrong endpoint, says nothing about the object. */
    static boolean isMissing(AwsServiceException failure, String code) {
        return failure.awsErrorDetails() != null
                && code.equals(failure.awsErrorDetails().errorCode());
    }

    private IOException failed(String verb, RuntimeException e) {
        String message = "cannot " + verb + " " + what + " " + place() + ": " + states.reason(e);
        return e instanceof S3Exception s3 && isMissing(s3, NO_BUCKET)
                ? new NoBucket(message, e)
                : new IOException(message, e);
    }
}
