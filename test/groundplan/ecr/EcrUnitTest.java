package groundplan.ecr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EcrUnitTest {
  private static final UnitJson ECR = Synthesized.of("""
      kms:
      ecr:
        repositories:
          web: {}
          report-writer:
            keep_images: 25
            untagged_expiry_days: 3
            force_delete: true
      """).unit("ecr");

  @Test
  @DisplayName("row 28: tags never move, each push is scanned, images are encrypted with the data key")
  void imagesAreImmutableScannedAndEncrypted() {
    assertEquals("IMMUTABLE", ECR.attribute("aws_ecr_repository.web", "image_tag_mutability").asText());
    assertTrue(ECR.attribute("aws_ecr_repository.web", "image_scanning_configuration.scan_on_push").asBoolean());
    JsonNode encryption = ECR.attribute("aws_ecr_repository.web", "encryption_configuration.0");
    assertEquals("KMS", encryption.path("encryption_type").asText());
    assertEquals("${data.terraform_remote_state.kms.outputs.data_key_arn}", encryption.path("kms_key").asText());
  }

  @Test
  @DisplayName("row 28: each repository has a lifecycle policy")
  void imagesHaveAnEnd() {
    JsonNode byDefault = ECR.policy("aws_ecr_lifecycle_policy.web", "policy").path("rules");
    assertEquals("untagged", byDefault.path(0).path("selection").path("tagStatus").asText());
    assertEquals(7, byDefault.path(0).path("selection").path("countNumber").asInt());
    assertEquals("any", byDefault.path(1).path("selection").path("tagStatus").asText());
    assertEquals(10, byDefault.path(1).path("selection").path("countNumber").asInt());
    JsonNode given = ECR.policy("aws_ecr_lifecycle_policy.report_writer", "policy").path("rules");
    assertEquals(3, given.path(0).path("selection").path("countNumber").asInt());
    assertEquals(25, given.path(1).path("selection").path("countNumber").asInt());
  }

  @Test
  void repositoriesCarryTheEnvironmentInTheirName() {
    assertEquals("shop-dev-report-writer", ECR.attribute("aws_ecr_repository.report_writer", "name").asText());
    assertEquals("${aws_ecr_repository.report_writer.repository_url}",
        ECR.json().at("/output/repository_urls/value/report-writer").asText());
  }

  @Test
  void onlyARepositoryThatSaysSoIsDeletedWithItsImages() {
    assertEquals(false, ECR.attribute("aws_ecr_repository.web", "force_delete").asBoolean());
    assertEquals(true, ECR.attribute("aws_ecr_repository.report_writer", "force_delete").asBoolean());
  }
}
