package groundplan.account;

import com.hashicorp.cdktf.providers.aws.accessanalyzer_analyzer.AccessanalyzerAnalyzer;
import com.hashicorp.cdktf.providers.aws.ebs_encryption_by_default.EbsEncryptionByDefault;
import com.hashicorp.cdktf.providers.aws.guardduty_detector.GuarddutyDetector;
import com.hashicorp.cdktf.providers.aws.guardduty_detector_feature.GuarddutyDetectorFeature;
import com.hashicorp.cdktf.providers.aws.iam_account_password_policy.IamAccountPasswordPolicy;
import com.hashicorp.cdktf.providers.aws.s3_account_public_access_block.S3AccountPublicAccessBlock;
import com.hashicorp.cdktf.providers.aws.securityhub_account.SecurityhubAccount;
import com.hashicorp.cdktf.providers.aws.securityhub_standards_subscription.SecurityhubStandardsSubscription;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.storage.StorageOutputs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.constructs.Construct;

/** The security baseline of an account and region: detection, recording, checks and defaults. */
public final class AccountUnit extends Unit<AccountOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<AccountSettings, AccountOutputs> KIND = new Kind<>(
                    "account",
                    Scope.REGIONAL,
                    "security baseline of the account and region",
                    AccountSettings.class,
                    AccountOutputs::of,
                    (app, context, settings, wiring) -> new AccountUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(
                                    context.path(),
                                    StorageOutputs.class,
                                    settings.config().storage()),
                            wiring.outputs(
                                    context.path(),
                                    AccountOutputs.class,
                                    settings.config().serviceLinkedRoleOf())))
            .checking(
                    (context, settings, wiring, check) -> settings.config()
                            .serviceLinkedRoleOf()
                            .ifPresent(
                                    unit -> check.that(
                                            wiring.outputs(context.path(), AccountOutputs.class, unit)
                                                    .configRoleArn()
                                                    .isPresent(),
                                            "config.service_linked_role_of",
                                            unit
                                                    + " does not create the role: set config.create_service_linked_role there, or leave this out")));

    private final Optional<GuarddutyDetector> detector;
    private final Optional<SecurityhubAccount> hub;
    private final Optional<AccessanalyzerAnalyzer> analyzer;
    private final Optional<ConfigRecorder> recorder;

    /**
     * @param accessLogs the unit whose logs bucket receives the access log of the AWS Config bucket
     * @param elsewhere the unit that creates the service-linked role of AWS Config
     */
    public AccountUnit(
            Construct app,
            UnitContext context,
            AccountSettings settings,
            Wiring wiring,
            Optional<StorageOutputs> accessLogs,
            Optional<AccountOutputs> elsewhere) {
        super(app, context, wiring);
        this.recorder = settings.config().enabled()
                ? Optional.of(new ConfigRecorder(
                        this,
                        settings.config(),
                        accessLogs.map(StorageOutputs::logsBucketName),
                        elsewhere.flatMap(AccountOutputs::configRoleArn)))
                : Optional.empty();
        this.detector = settings.guardduty().enabled() ? Optional.of(detector(settings.guardduty())) : Optional.empty();
        this.hub = settings.securityHub().enabled() ? Optional.of(hub(settings.securityHub())) : Optional.empty();
        this.analyzer = settings.accessAnalyzer()
                ? Optional.of(add("main", (scope, id) -> AccessanalyzerAnalyzer.Builder.create(scope, id)
                        .analyzerName(context.name("account"))
                        .type("ACCOUNT")
                        .build()))
                : Optional.empty();
        if (settings.s3PublicAccessBlock()) {
            add("main", (scope, id) -> S3AccountPublicAccessBlock.Builder.create(scope, id)
                    .blockPublicAcls(true)
                    .blockPublicPolicy(true)
                    .ignorePublicAcls(true)
                    .restrictPublicBuckets(true)
                    .build());
        }
        if (settings.ebsEncryptionByDefault()) {
            add("main", (scope, id) -> EbsEncryptionByDefault.Builder.create(scope, id)
                    .enabled(true)
                    .build());
        }
        if (settings.passwordPolicy().enabled()) {
            passwords(settings.passwordPolicy());
        }
    }

    @Override
    public AccountOutputs outputs() {
        return new AccountOutputs(
                detector.map(GuarddutyDetector::getId),
                hub.map(SecurityhubAccount::getArn),
                analyzer.map(AccessanalyzerAnalyzer::getArn),
                recorder.map(ConfigRecorder::bucketName),
                recorder.flatMap(ConfigRecorder::createdRoleArn));
    }

    private GuarddutyDetector detector(AccountSettings.Guardduty settings) {
        GuarddutyDetector made = add("main", (scope, id) -> GuarddutyDetector.Builder.create(scope, id)
                .enable(true)
                .findingPublishingFrequency(settings.findingPublishingFrequency())
                .build());
        settings.features().stream()
                .distinct()
                .sorted()
                .forEach(feature ->
                        add(feature.toLowerCase(Locale.ROOT), (scope, id) -> GuarddutyDetectorFeature.Builder.create(
                                        scope, id)
                                .detectorId(made.getId())
                                .name(feature)
                                .status("ENABLED")
                                .build()));
        return made;
    }

    private SecurityhubAccount hub(AccountSettings.SecurityHub settings) {
        SecurityhubAccount made = add("main", (scope, id) -> SecurityhubAccount.Builder.create(scope, id)
                // The standards are set here; consolidated findings: one per control, however many standards include
                // it.
                .enableDefaultStandards(false)
                .autoEnableControls(true)
                .controlFindingGenerator("SECURITY_CONTROL")
                // Its checks fail for everything that is not yet recorded.
                .dependsOn(recorder.stream().map(ConfigRecorder::started).toList())
                .build());
        settings.standards().stream()
                .distinct()
                .forEach(standard -> add(
                        TerraformName.of(standard.replaceFirst("/.*", "")),
                        (scope, id) -> SecurityhubStandardsSubscription.Builder.create(scope, id)
                                .standardsArn("arn:aws:securityhub:" + context().region() + "::standards/" + standard)
                                .dependsOn(List.of(made))
                                .build()));
        return made;
    }

    private void passwords(AccountSettings.PasswordPolicy settings) {
        add("main", (scope, id) -> IamAccountPasswordPolicy.Builder.create(scope, id)
                .minimumPasswordLength(settings.minimumPasswordLength())
                .passwordReusePrevention(settings.passwordReusePrevention())
                .maxPasswordAge(settings.maxPasswordAgeInDays())
                .requireLowercaseCharacters(true)
                .requireUppercaseCharacters(true)
                .requireNumbers(true)
                .requireSymbols(true)
                .allowUsersToChangePassword(true)
                .build());
    }
}
