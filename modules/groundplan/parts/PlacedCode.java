package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunction;
import java.util.List;
import java.util.Optional;

/** The code of a function, where it is stored for Lambda. */
public sealed interface PlacedCode {
    /** Sets it as the code of a function. */
    void runBy(LambdaFunction.Builder function);

    /** The arguments that change when code is deployed outside of Terraform. */
    List<String> arguments();

    /**
     * An archive in a bucket of the function's region.
     *
     * @param bucket the bucket's name
     * @param key of the object in it
     * @param version of the object; absent for the latest
     * @param sha256 of the archive as Lambda states it, where changes of the code are detected by it
     * @param handler the entry point
     * @param runtime the Lambda runtime, such as {@code python3.13}
     */
    record Archive(
            String bucket,
            String key,
            Optional<String> version,
            Optional<String> sha256,
            String handler,
            String runtime)
            implements PlacedCode {
        @Override
        public void runBy(LambdaFunction.Builder function) {
            function.s3Bucket(bucket).s3Key(key).handler(handler).runtime(runtime);
            version.ifPresent(function::s3ObjectVersion);
            sha256.ifPresent(function::sourceCodeHash);
        }

        @Override
        public List<String> arguments() {
            return List.of("s3_bucket", "s3_key", "s3_object_version", "source_code_hash");
        }
    }

    /**
     * A container image.
     *
     * @param uri its address in ECR, with a tag or a digest
     */
    record Image(String uri) implements PlacedCode {
        @Override
        public void runBy(LambdaFunction.Builder function) {
            function.packageType("Image").imageUri(uri);
        }

        @Override
        public List<String> arguments() {
            return List.of("image_uri");
        }
    }
}
