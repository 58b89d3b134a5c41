package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terraform's spelling of the components of a record. */
class SnakeCaseTest {
    @ParameterizedTest
    @CsvSource({
        "cidr, cidr",
        "backupRetentionDays, backup_retention_days",
        "kmsKeyId, kms_key_id",
        "ipv4Only, ipv4_only"
    })
    void humpsBecomeUnderscores(String java, String terraform) {
        assertEquals(terraform, SnakeCase.of(java));
    }
}
