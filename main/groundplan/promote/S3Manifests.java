package groundplan.promote;

import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.states.S3States;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Manifests in the buckets of the states: {@code <environment>/promotion.json}. */
public final class S3Manifests {
    private static final int NOT_FOUND = 404;

    private final Map<String, String> variables;

    /** @param variables the environment variables; {@code AWS_ENDPOINT_URL} names an emulator */
    public S3Manifests(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The manifest of an environment; one without an apply where there is none. */
    public Manifest of(EnvironmentModel environment) throws IOException {
        S3States states = states(environment);
        try (S3Client s3 = states.client()) {
            return Manifest.read(s3.getObjectAsBytes(
                            request -> request.bucket(states.bucket()).key(key(environment)))
                    .asUtf8String());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Manifest.empty(environment.path());
            }
            throw failed("read", environment, e);
        } catch (SdkException | IllegalArgumentException e) {
            throw failed("read", environment, e);
        }
    }

    /** Keeps one more apply. */
    public void add(EnvironmentModel environment, Manifest.Applied newest) throws IOException {
        String text = TerraformJson.write(of(environment).with(newest).json());
        S3States states = states(environment);
        try (S3Client s3 = states.client()) {
            s3.putObject(
                    request -> request.bucket(states.bucket())
                            .key(key(environment))
                            .contentType("application/json"),
                    RequestBody.fromString(text));
        } catch (SdkException e) {
            throw failed("write", environment, e);
        }
    }

    private S3States states(EnvironmentModel environment) {
        return new S3States(environment.settings(), variables);
    }

    private static String key(EnvironmentModel environment) {
        return environment.name() + "/promotion.json";
    }

    private static IOException failed(String what, EnvironmentModel environment, Exception e) {
        return new IOException(
                "cannot " + what + " s3://" + environment.settings().state().bucket() + "/" + key(environment) + ": "
                        + e.getMessage(),
                e);
    }
}
