package groundplan.cli;

import groundplan.testing.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that AWS would refuse are found before anything is written, also by those who only validate. */
class ValidatedNamesTest {
    @Test
    void twoUnitsThatGiveTheSameAliasAreRefusedWithTheirPlace(@TempDir Path folder) {
        TempProject project = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        """
                region: us-east-1
                account_id: "123456789012"
                state:
                  bucket: shop-terraform-state
                  lock_table: shop-terraform-locks
                units:
                  kms:
                  keys:
                    kind: kms
                """);
        project.run("validate")
                .exits(2)
                .complains("environments/shop/system.yaml:")
                .complains("aws_kms_alias.data is named 'alias/shop-dev-data', the same name as shop/dev/us-east-1/");
        project.run("validate", "--settings-only").exits(0);
    }
}
