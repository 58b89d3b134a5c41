package groundplan.plan;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** States in a bucket, read with the caller's own credentials. */
public final class S3States implements States {
  private static final int NOT_FOUND = 404;

  private final String bucket;
  private final String region;
  private final Map<String, String> variables;
  private final String accountId;

  /**
   * @param bucket the bucket
   * @param region the bucket's region
   * @param accountId the account that an emulator plays
   * @param variables the environment variables; {@code AWS_ENDPOINT_URL} names an emulator
   */
  public S3States(String bucket, String region, String accountId, Map<String, String> variables) {
    this.bucket = bucket;
    this.region = region;
    this.accountId = accountId;
    this.variables = variables;
  }

  @Override
  public SortedMap<String, StateFile> below(String prefix) throws IOException {
    SortedMap<String, StateFile> found = new TreeMap<>();
    try (S3Client s3 = client()) {
      for (S3Object object : s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents()) {
        if (object.key().endsWith("/" + StateKeys.FILE) && object.key().startsWith(prefix)) {
          String text = s3.getObjectAsBytes(request -> request.bucket(bucket).key(object.key())).asUtf8String();
          if (!text.isBlank()) {
            found.put(object.key(), StateFile.parse(object.key(), text));
          }
        }
      }
      return found;
    } catch (NoSuchBucketException nothingYet) {
      return found;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return found;
      }
      throw new IOException("cannot read the states in s3://" + bucket + "/" + prefix + ": " + e.getMessage(), e);
    } catch (SdkException e) {
      throw new IOException("cannot read the states in s3://" + bucket + "/" + prefix + ": " + e.getMessage(), e);
    }
  }

  /** The bucket. */
  public String bucket() {
    return bucket;
  }

  /** A client for the bucket; the caller closes it. */
  public S3Client client() {
    S3ClientBuilder builder = S3Client.builder().region(Region.of(region)).httpClient(UrlConnectionHttpClient.create());
    String endpoint = variables.get("AWS_ENDPOINT_URL");
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true)
          .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accountId, "emulator")));
    }
    return builder.build();
  }
}
