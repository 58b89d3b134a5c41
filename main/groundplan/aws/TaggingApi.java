package groundplan.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The Resource Groups Tagging API in one region, of which one operation is used. The SDK's client of it is not published in the
 * version of the others, so this signs the requests with the SDK's signer.
 *
 * @param credentials who asks
 * @param region the region
 * @param endpoint where the API is
 */
record TaggingApi(AwsCredentialsProvider credentials, Region region, URI endpoint) {
    private static final String OPERATION = "ResourceGroupsTaggingAPI_20170126.GetResources";
    /** The most that the API returns at once. */
    private static final int PAGE = 100;

    /**
     * The ARNs of the resources that have all of these tags.
     *
     * @throws IOException when the API cannot be reached or refuses
     */
    List<String> resources(Map<String, String> tags) throws IOException {
        ObjectNode question = TerraformJson.object().put("ResourcesPerPage", PAGE);
        ArrayNode filters = question.putArray("TagFilters");
        tags.forEach((key, value) ->
                filters.addObject().put("Key", key).putArray("Values").add(value));
        List<String> arns = new ArrayList<>();
        try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
            String next = "";
            do {
                JsonNode answer = answer(http, question.put("PaginationToken", next));
                answer.path("ResourceTagMappingList")
                        .forEach(one -> arns.add(one.path("ResourceARN").asText()));
                next = answer.path("PaginationToken").asText("");
            } while (!next.isEmpty());
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
        return arns;
    }

    private JsonNode answer(SdkHttpClient http, ObjectNode question) throws IOException {
        ContentStreamProvider body = ContentStreamProvider.fromUtf8String(question.toString());
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.resolve("/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", OPERATION)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request)
                .payload(body)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "tagging")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
        HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(body))
                        .build())
                .call();
        String text = "";
        if (response.responseBody().isPresent()) {
            text = new String(response.responseBody().get().readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!response.httpResponse().isSuccessful()) {
            throw new IOException("tag:GetResources in " + region.id() + " was refused with status "
                    + response.httpResponse().statusCode() + ": " + reason(text));
        }
        return TerraformJson.read(text);
    }

    private static String reason(String text) {
        try {
            JsonNode json = TerraformJson.read(text);
            String message = json.path("message").asText(json.path("Message").asText());
            String type = json.path("__type").asText();
            return type.substring(type.indexOf('#') + 1) + (message.isEmpty() ? "" : ": " + message);
        } catch (IllegalArgumentException noJson) {
            return text.strip();
        }
    }
}
