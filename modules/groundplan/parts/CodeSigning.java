package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.lambda_code_signing_config.LambdaCodeSigningConfig;
import com.hashicorp.cdktf.providers.aws.lambda_code_signing_config.LambdaCodeSigningConfigAllowedPublishers;
import com.hashicorp.cdktf.providers.aws.lambda_code_signing_config.LambdaCodeSigningConfigPolicies;
import com.hashicorp.cdktf.providers.aws.signer_signing_job.SignerSigningJob;
import com.hashicorp.cdktf.providers.aws.signer_signing_job.SignerSigningJobDestination;
import com.hashicorp.cdktf.providers.aws.signer_signing_job.SignerSigningJobDestinationS3;
import com.hashicorp.cdktf.providers.aws.signer_signing_job.SignerSigningJobSource;
import com.hashicorp.cdktf.providers.aws.signer_signing_job.SignerSigningJobSourceS3;
import com.hashicorp.cdktf.providers.aws.signer_signing_profile.SignerSigningProfile;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.List;
import java.util.Optional;

/**
 * A signing profile for one function: Terraform signs the archives that it deploys, a pipeline signs its own with the
 * same profile, and Lambda accepts no other code.
 */
public final class CodeSigning {
    /** The type of what not every region has. */
    public static final String TYPE = "aws_lambda_code_signing_config";

    private final Unit<?> unit;
    private final String name;
    private final SignerSigningProfile profile;
    private final LambdaCodeSigningConfig config;

    /** @param name the resources' name in Terraform */
    public CodeSigning(Unit<?> unit, String name) {
        this.unit = unit;
        this.name = name;
        this.profile = unit.add(name, (scope, id) -> SignerSigningProfile.Builder.create(scope, id)
                .platformId("AWSLambda-SHA384-ECDSA")
                // A prefix, because the name of a canceled profile can never be reused.
                .namePrefix(unit.context().name("", Name.LOAD_BALANCER).replace('-', '_'))
                .build());
        this.config = unit.add(name, (scope, id) -> LambdaCodeSigningConfig.Builder.create(scope, id)
                .description("Code of " + unit.context().path().unit())
                .allowedPublishers(LambdaCodeSigningConfigAllowedPublishers.builder()
                        .signingProfileVersionArns(List.of(profile.getVersionArn()))
                        .build())
                .policies(LambdaCodeSigningConfigPolicies.builder()
                        .untrustedArtifactOnDeployment("Enforce")
                        .build())
                .build());
    }

    /** The signing profile. */
    public String profileArn() {
        return profile.getArn();
    }

    /** The code signing configuration of the function. */
    public String configArn() {
        return config.getArn();
    }

    /**
     * Signs an archive.
     *
     * @param given the archive, with its version
     * @param signed the bucket for the signed archives
     */
    public PlacedCode sign(PlacedCode.Archive given, Bucket signed) {
        unit.add(name, (scope, id) -> SignerSigningJob.Builder.create(scope, id)
                .profileName(profile.getName())
                .source(SignerSigningJobSource.builder()
                        .s3(SignerSigningJobSourceS3.builder()
                                .bucket(given.bucket())
                                .key(given.key())
                                .version(given.version().orElseThrow())
                                .build())
                        .build())
                .destination(SignerSigningJobDestination.builder()
                        .s3(SignerSigningJobDestinationS3.builder()
                                .bucket(signed.name())
                                .prefix("signed/")
                                .build())
                        .build())
                .dependsOn(signed.ready())
                .build());
        String object = "${aws_signer_signing_job." + name + ".signed_object[0].s3[0].";
        return new PlacedCode.Archive(
                object + "bucket}",
                object + "key}",
                Optional.empty(),
                Optional.empty(),
                given.handler(),
                given.runtime());
    }
}
