package groundplan.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Bucket names are shared with all AWS customers. */
class BucketNamesTest {
    private static final String UNITS =
            """
      kms:
      account: {}
      storage:
        buckets:
          uploads: {}
          a-bucket-with-a-name-that-is-as-long-as-a-name-may-well-be: {}
      secrets:
        secrets:
          session: {description: signs sessions, generated: {}, rotation: {}}
      dns: {zone_name: example.com}
      certificate: {domain_name: www.example.com, dns: dns}
      web:
        kind: cloudfront
        origins:
          site: {bucket: {}}
        behaviors:
          pages: {origin: site, cache: {default_ttl_seconds: 300}}
        viewers: {aliases: [www.example.com], certificate: us-east-1/certificate, require_web_acl: false}
      """;

    @Test
    void withTheAccountsIdEachNameIsTheProjectsOwn() {
        Set<String> names = names(Synthesized.of("bucket_names: with_account\n", UNITS));
        assertTrue(
                names.containsAll(Set.of(
                        "shop-dev-uploads-123456789012",
                        "shop-dev-logs-123456789012",
                        "shop-dev-config-us-east-1-123456789012",
                        "shop-dev-secrets-code-123456789012")),
                names::toString);
        names.forEach(name -> assertTrue(name.endsWith("-123456789012") && name.length() <= 63, name));
    }

    @Test
    void bucketsThatExistKeepTheirNames() {
        Set<String> names = names(Synthesized.of(UNITS));
        assertTrue(
                names.containsAll(Set.of("shop-dev-uploads", "shop-dev-logs", "shop-dev-config-us-east-1")),
                names::toString);
        assertEquals(
                names.size(),
                names(Synthesized.of("bucket_names: with_account\n", UNITS)).size());
    }

    private static Set<String> names(Synthesized environment) {
        Set<String> names = new TreeSet<>();
        environment.documents().forEach(document -> document.json()
                .path("resource")
                .path("aws_s3_bucket")
                .forEach(bucket -> names.add(bucket.path("bucket").asText())));
        return names;
    }
}
