package groundplan.amplify;

import com.hashicorp.cdktf.providers.aws.amplify_app.AmplifyApp;
import com.hashicorp.cdktf.providers.aws.amplify_app.AmplifyAppCustomRule;
import com.hashicorp.cdktf.providers.aws.amplify_branch.AmplifyBranch;
import com.hashicorp.cdktf.providers.aws.amplify_domain_association.AmplifyDomainAssociation;
import com.hashicorp.cdktf.providers.aws.amplify_domain_association.AmplifyDomainAssociationSubDomain;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.offers.RegionalGaps;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.List;
import software.constructs.Construct;

/** A web application in Amplify Hosting, deployed without a connected repository. */
public final class AmplifyUnit extends Unit<AmplifyOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<AmplifySettings, AmplifyOutputs> KIND = new Kind<>(
                    "amplify",
                    Scope.REGIONAL,
                    "web application at Amplify Hosting",
                    AmplifySettings.class,
                    AmplifyOutputs::of,
                    AmplifyUnit::new)
            .checking((context, settings, wiring, check) -> RegionalGaps.problem(
                            "aws_amplify_app", context.region(), "Amplify Hosting")
                    .ifPresent(problem -> check.problem("kind", problem + "; use a distribution of kind cloudfront")));

    /** Paths whose last segment has no file extension, or none of a web application's files. */
    private static final String PAGES =
            "</^[^.]+$|\\.(?!(css|gif|ico|jpg|jpeg|js|json|map|mjs|pdf|png|svg|ttf|txt|webmanifest|webp|woff|woff2|xml)$)"
                    + "([^.]+$)/>";

    private final AmplifyApp app;
    private final AmplifyBranch branch;

    public AmplifyUnit(Construct root, UnitContext context, AmplifySettings settings, Wiring wiring) {
        super(root, context, wiring);
        this.app = app(settings);
        this.branch = add("main", (scope, id) -> AmplifyBranch.Builder.create(scope, id)
                .appId(app.getId())
                .branchName(settings.branch().name())
                .stage(settings.branch().stage())
                // There is no repository whose pushes could start a build.
                .enableAutoBuild(false)
                .build());
        settings.domain()
                .ifPresent(domain -> add("main", (scope, id) -> AmplifyDomainAssociation.Builder.create(scope, id)
                        .appId(app.getId())
                        .domainName(domain.domainName())
                        .enableAutoSubDomain(false)
                        // The DNS records that Amplify needs are entered manually; an apply does not wait for that.
                        .waitForVerification(false)
                        .subDomain(List.of(AmplifyDomainAssociationSubDomain.builder()
                                .branchName(branch.getBranchName())
                                .prefix(domain.prefix())
                                .build()))
                        .build()));
    }

    @Override
    public AmplifyOutputs outputs() {
        return new AmplifyOutputs(
                app.getId(),
                app.getArn(),
                branch.getBranchName(),
                branch.getBranchName() + "." + app.getDefaultDomain());
    }

    private AmplifyApp app(AmplifySettings settings) {
        ServiceRole role = role();
        return add("main", (scope, id) -> {
            AmplifyApp.Builder made = AmplifyApp.Builder.create(scope, id)
                    .name(context().name(context().path().unit().replace('/', '-')))
                    .platform(settings.platform())
                    .iamServiceRoleArn(role.arn())
                    .enableBranchAutoBuild(false)
                    .enableAutoBranchCreation(false)
                    .enableBranchAutoDeletion(false);
            if (!settings.environmentVariables().isEmpty()) {
                made.environmentVariables(settings.environmentVariables());
            }
            if (settings.singlePageApp()) {
                made.customRule(List.of(AmplifyAppCustomRule.builder()
                        .source(PAGES)
                        .target("/index.html")
                        .status("200")
                        .build()));
            }
            settings.buildSpec().ifPresent(made::buildSpec);
            return made.build();
        });
    }

    /** The permissions of Amplify: write the logs of the app's builds and of its server-side code. */
    private ServiceRole role() {
        return new ServiceRole(this, "main", "amplify.amazonaws.com", "Logs of the web application")
                .allow(List.of(
                        Statement.allow("Log", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")
                                .on(context().arn("logs", "log-group:/aws/amplify/*"))));
    }
}
