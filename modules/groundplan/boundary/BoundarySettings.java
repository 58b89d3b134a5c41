package groundplan.boundary;

import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;

/** Settings of the permissions boundary. */
public record BoundarySettings(
        @Setting(
                        value = "Regions that roles may use, in addition to the environment's own and us-east-1.",
                        byDefault = "[]",
                        form = TextForm.REGION)
                List<String> regions,
        @Setting(
                        value =
                                "Services that roles may use in addition to those of which units consist, as IAM names them: ses, bedrock.",
                        byDefault = "[]",
                        pattern = "(?!(iam|sts|organizations|account|sso|identitystore)$)[a-z][a-z0-9-]*")
                List<String> services) {}
