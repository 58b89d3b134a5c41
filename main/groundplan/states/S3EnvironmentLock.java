package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A lock that is an object in the bucket of the states: S3 lets one of two who write it at once succeed. */
public final class S3EnvironmentLock implements EnvironmentLock {
    /** What S3 answers when the object is not, or no longer, as the condition says. */
    private static final Set<Integer> LOST = Set.of(404, 409, 412);

    private final S3States states;
    private final String key;

    /** @param environment the environment's name, which its states begin with */
    public S3EnvironmentLock(S3States states, String environment) {
        this.states = states;
        this.key = environment + "/groundplan-apply.lock";
    }

    @Override
    public Optional<Holder> take(Holder holder) throws IOException {
        // What is in the way may be given back before it can be read.
        while (true) {
            if (put(holder, PutObjectRequest.builder().ifNoneMatch("*"))) {
                return Optional.empty();
            }
            Optional<Holder> other = holder();
            if (other.isPresent()) {
                // The answer to a first try may have been lost on the way.
                return other.filter(found -> !found.id().equals(holder.id()));
            }
        }
    }

    @Override
    public boolean takeOver(Holder from, Holder to) throws IOException {
        Optional<ResponseBytes<GetObjectResponse>> object = read();
        if (object.isEmpty()) {
            return put(to, PutObjectRequest.builder().ifNoneMatch("*"));
        }
        return parse(object.get()).equals(from)
                && put(
                        to,
                        PutObjectRequest.builder()
                                .ifMatch(object.get().response().eTag()));
    }

    @Override
    public Optional<Holder> holder() throws IOException {
        return read().map(S3EnvironmentLock::parse);
    }

    @Override
    public void release(Holder holder) throws IOException {
        if (holder().filter(holder::equals).isEmpty()) {
            return;
        }
        try (S3Client s3 = states.client()) {
            s3.deleteObject(request -> request.bucket(states.bucket()).key(key));
        } catch (SdkException e) {
            throw failed("give back", e);
        }
    }

    private boolean put(Holder holder, PutObjectRequest.Builder condition) throws IOException {
        try (S3Client s3 = states.client()) {
            s3.putObject(condition.bucket(states.bucket()).key(key).build(), RequestBody.fromString(text(holder)));
            return true;
        } catch (S3Exception e) {
            if (LOST.contains(e.statusCode())) {
                return false;
            }
            throw failed("take", e);
        } catch (SdkException e) {
            throw failed("take", e);
        }
    }

    private Optional<ResponseBytes<GetObjectResponse>> read() throws IOException {
        try (S3Client s3 = states.client()) {
            return Optional.of(s3.getObjectAsBytes(
                    request -> request.bucket(states.bucket()).key(key)));
        } catch (NoSuchKeyException free) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("read", e);
        }
    }

    private IOException failed(String verb, SdkException e) {
        return new IOException(
                "cannot " + verb + " the lock s3://" + states.bucket() + "/" + key + ": " + e.getMessage(), e);
    }

    private static Holder parse(ResponseBytes<GetObjectResponse> object) {
        JsonNode json = TerraformJson.read(object.asString(StandardCharsets.UTF_8));
        return new Holder(
                json.path("id").asText(),
                json.path("who").asText(),
                json.path("machine").asText(),
                new ProcessIdentity(
                        json.path("process").asLong(), json.path("started").asLong()),
                json.path("plan").asText(),
                json.path("since").asText());
    }

    private static String text(Holder holder) {
        return TerraformJson.write(TerraformJson.object()
                .put("id", holder.id())
                .put("who", holder.who())
                .put("machine", holder.machine())
                .put("process", holder.process().id())
                .put("started", holder.process().started())
                .put("plan", holder.plan())
                .put("since", holder.since()));
    }
}
