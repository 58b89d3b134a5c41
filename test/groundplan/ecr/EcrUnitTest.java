package groundplan.ecr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.OutputSource;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EcrUnitTest {
    private static final UnitJson ECR = Synthesized.of(
                    """
      kms:
      ecr:
        repositories:
          web: {}
          report-writer:
            keep_images: 25
            untagged_expiry_days: 3
            force_delete: true
      """)
            .unit("ecr");

    @Test
    @DisplayName("row 28: tags never move, each push is scanned, images are encrypted with the data key")
    void imagesAreImmutableScannedAndEncrypted() {
        assertEquals(
                "IMMUTABLE",
                ECR.attribute("aws_ecr_repository.web", "image_tag_mutability").asText());
        assertTrue(ECR.attribute("aws_ecr_repository.web", "image_scanning_configuration.scan_on_push")
                .asBoolean());
        JsonNode encryption = ECR.attribute("aws_ecr_repository.web", "encryption_configuration.0");
        assertEquals("KMS", encryption.path("encryption_type").asText());
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                encryption.path("kms_key").asText());
    }

    @Test
    @DisplayName("row 28: each repository has a lifecycle policy")
    void imagesHaveAnEnd() {
        JsonNode byDefault =
                ECR.policy("aws_ecr_lifecycle_policy.web", "policy").path("rules");
        assertEquals(
                "untagged",
                byDefault.path(0).path("selection").path("tagStatus").asText());
        assertEquals(7, byDefault.path(0).path("selection").path("countNumber").asInt());
        assertEquals(
                "any", byDefault.path(1).path("selection").path("tagStatus").asText());
        assertEquals(10, byDefault.path(1).path("selection").path("countNumber").asInt());
        JsonNode given =
                ECR.policy("aws_ecr_lifecycle_policy.report_writer", "policy").path("rules");
        assertEquals(3, given.path(0).path("selection").path("countNumber").asInt());
        assertEquals(25, given.path(1).path("selection").path("countNumber").asInt());
    }

    @Test
    void repositoriesCarryTheEnvironmentInTheirName() {
        assertEquals(
                "shop-dev-report-writer",
                ECR.attribute("aws_ecr_repository.report_writer", "name").asText());
        assertEquals(
                "${aws_ecr_repository.report_writer.repository_url}",
                ECR.json().at("/output/repository_urls/value/report-writer").asText());
    }

    @Test
    void onlyARepositoryThatSaysSoIsDeletedWithItsImages() {
        assertEquals(
                false, ECR.attribute("aws_ecr_repository.web", "force_delete").asBoolean());
        assertEquals(
                true,
                ECR.attribute("aws_ecr_repository.report_writer", "force_delete")
                        .asBoolean());
    }

    @Test
    @DisplayName("who reads the copies sees the repositories of the other region, and without copies these")
    void copiesStandInForTheRepositories() {
        EcrSettings.Repository web = new EcrSettings.Repository(10, 7, false);
        Optional<EcrSettings.Replication> west = Optional.of(new EcrSettings.Replication("us-west-2", "us-west-2/kms"));
        EcrOutputs copied =
                EcrOutputs.of(new EcrSettings(Map.of("web", web), "kms", west), OutputSource.references("ecr"));
        assertEquals("${ecr.copy_urls.web}", copied.copies().repositoryUrls().get("web"));
        assertEquals("${ecr.copy_arns.web}", copied.copies().repositoryArns().get("web"));
        EcrOutputs alone = EcrOutputs.of(
                new EcrSettings(Map.of("web", web), "kms", Optional.empty()), OutputSource.references("ecr"));
        assertEquals(
                "${ecr.repository_urls.web}", alone.copies().repositoryUrls().get("web"));
    }

    @Test
    @DisplayName("copies are encrypted with a key of their own region")
    void copiesHaveAKeyOfTheirRegion() {
        List<String> problems = Synthesized.problems(
                """
        kms:
        ecr:
          repositories: {web: {}}
          replication: {region: us-west-2, kms: kms}
        """);
        assertTrue(
                problems.stream()
                        .anyMatch(problem ->
                                problem.contains("replication.kms") && problem.contains("name us-west-2/kms")),
                problems.toString());
    }
}
