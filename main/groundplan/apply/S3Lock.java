package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.plan.S3States;
import groundplan.synth.TerraformJson;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A lock that is an object in the bucket of the states: S3 creates it for one of two who try at once. */
public final class S3Lock implements EnvironmentLock {
  private static final int TAKEN = 412;
  private static final int BUSY = 409;

  private final S3States states;
  private final String key;

  /** @param environment the environment's name, which its states begin with */
  public S3Lock(S3States states, String environment) {
    this.states = states;
    this.key = environment + "/groundplan-apply.lock";
  }

  @Override
  public Optional<Holder> take(Holder holder) throws IOException {
    try (S3Client s3 = states.client()) {
      s3.putObject(request -> request.bucket(states.bucket()).key(key).ifNoneMatch("*"),
          RequestBody.fromString(text(holder)));
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() != TAKEN && e.statusCode() != BUSY) {
        throw new IOException("cannot take the lock s3://" + states.bucket() + "/" + key + ": " + e.getMessage(), e);
      }
      return Optional.of(holder());
    } catch (SdkException e) {
      throw new IOException("cannot take the lock s3://" + states.bucket() + "/" + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void takeOver(Holder holder) throws IOException {
    try (S3Client s3 = states.client()) {
      s3.putObject(request -> request.bucket(states.bucket()).key(key), RequestBody.fromString(text(holder)));
    } catch (SdkException e) {
      throw new IOException("cannot take the lock s3://" + states.bucket() + "/" + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void release() throws IOException {
    try (S3Client s3 = states.client()) {
      s3.deleteObject(request -> request.bucket(states.bucket()).key(key));
    } catch (SdkException e) {
      throw new IOException("cannot give back the lock s3://" + states.bucket() + "/" + key + ": " + e.getMessage(), e);
    }
  }

  private Holder holder() {
    try (S3Client s3 = states.client()) {
      JsonNode json = TerraformJson.read(s3.getObjectAsBytes(request -> request.bucket(states.bucket()).key(key))
          .asUtf8String());
      return new Holder(json.path("who").asText(), json.path("process").asLong(), json.path("plan").asText(),
          json.path("since").asText());
    } catch (NoSuchKeyException givenBack) {
      return new Holder("somebody who has just given it back", 0, "", "");
    }
  }

  private static String text(Holder holder) {
    return TerraformJson.write(TerraformJson.object().put("who", holder.who()).put("process", holder.process())
        .put("plan", holder.plan()).put("since", holder.since()));
  }
}
