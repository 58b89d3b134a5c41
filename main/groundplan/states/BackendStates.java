package groundplan.states;

import groundplan.aws.S3Access;
import groundplan.console.StepLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads states of backends in S3, without the engine; backends that are reached in the same way share a client. */
public final class BackendStates implements AutoCloseable {
    private final Map<String, String> variables;
    private final StateDecryption decryption;
    private final Map<S3Access, S3Client> clients = new HashMap<>();

    /** @param variables the environment variables that the engine is run with */
    public BackendStates(Map<String, String> variables) {
        this.variables = variables;
        this.decryption = new StateDecryption(variables);
    }

    /**
     * A state; empty if the bucket or the object does not exist, so that nothing has been applied yet.
     *
     * @throws IOException when it cannot be read
     */
    public Optional<StateFile> read(S3Backend backend) throws IOException {
        try (StepLog.TimedStep step = StepLog.step("read the state " + backend.place())) {
            Optional<byte[]> content = content(backend);
            step.result(() ->
                    content.map(found -> StepLog.count(found.length, "byte")).orElse("there is none"));
            return content.isPresent()
                    ? Optional.of(decryption.read(backend.place(), content.get()))
                    : Optional.empty();
        }
    }

    private Optional<byte[]> content(S3Backend backend) throws IOException {
        try {
            return Optional.of(client(backend.access())
                    .getObjectAsBytes(
                            request -> request.bucket(backend.bucket()).key(backend.key()))
                    .asByteArray());
        } catch (S3Exception e) {
            if (BucketObject.isMissing(e, BucketObject.NO_KEY) || BucketObject.isMissing(e, BucketObject.NO_BUCKET)) {
                return Optional.empty();
            }
            throw unread(backend, e);
        } catch (SdkException | UncheckedIOException | IOException e) {
            throw unread(backend, e);
        }
    }

    private synchronized S3Client client(S3Access access) throws IOException {
        S3Client known = clients.get(access);
        if (known == null) {
            known = access.client(variables);
            clients.put(access, known);
        }
        return known;
    }

    private static IOException unread(S3Backend backend, Exception e) {
        return new IOException("cannot read the state " + backend.place() + ": " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(S3Client::close);
        clients.clear();
    }
}
