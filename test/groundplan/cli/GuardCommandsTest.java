package groundplan.cli;

import groundplan.testing.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code destroy} and {@code import} say before they look at any state. */
class GuardCommandsTest {
    @TempDir
    Path folder;

    @Test
    void theNameThatIsConfirmedMustBeTheEnvironments() {
        shop().run("destroy", "shop/dev", "--confirm", "shop/prod")
                .exits(2)
                .complains("--confirm says 'shop/prod'; the environment is shop/dev");
    }

    @Test
    void anEnvironmentThatIsNoneNamesTheNearest() {
        shop().run("destroy", "shop/deb", "--confirm", "shop/deb").exits(2).complains("did you mean 'shop/dev'?");
    }

    @Test
    void aUnitThatIsNoneNamesTheNearest() {
        shop().run("destroy", "shop/dev", "--unit", "us-east-1/kmss", "--confirm", "shop/dev")
                .exits(2)
                .complains("shop/dev has no unit 'us-east-1/kmss'; did you mean 'us-east-1/kms'?");
    }

    @Test
    void aFileThatIsNotThereIsNotImported() {
        shop().run("import", "shop/dev", "--from", folder.resolve("none.csv").toString())
                .exits(2)
                .complains("there is no file");
    }

    @Test
    void anImportOfAnUnknownUnitIsAnErrorOfTheSettings() {
        shop().with("environments/shop/dev/imports.yaml", "us-east-1/kmss:\n  aws_kms_key.data: \"1\"\n")
                .run("validate")
                .exits(2)
                .complains("environments/shop/dev/imports.yaml:1:1: us-east-1/kmss: shop/dev has no such unit");
    }

    @Test
    void anImportAtAnUnknownAddressNamesTheNearest() {
        shop().with("environments/shop/dev/imports.yaml", "us-east-1/kms:\n  aws_kms_key.date: \"1\"\n")
                .run("synth")
                .exits(2)
                .complains(
                        "environments/shop/dev/imports.yaml:2:3: aws_kms_key.date: us-east-1/kms has no such resource; did you mean"
                                + " 'aws_kms_key.data'?");
    }

    private TempProject shop() {
        return TempProject.shop(folder);
    }
}
