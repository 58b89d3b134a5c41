package groundplan.github;

import com.hashicorp.cdktf.providers.aws.iam_openid_connect_provider.IamOpenidConnectProvider;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import groundplan.ecs.EcsOutputs;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.EnvironmentAccess;
import groundplan.parts.Policy;
import groundplan.parts.Prefix;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.constructs.Construct;

/** GitHub as an OIDC identity provider, and the three roles of its workflows. */
public final class GithubUnit extends Unit<GithubOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<GithubSettings, GithubOutputs> KIND = new Kind<>(
                    "github",
                    Scope.GLOBAL,
                    "roles of GitHub's workflows: plan, apply, deploy",
                    GithubSettings.class,
                    GithubOutputs::of,
                    (app, context, settings, wiring) -> new GithubUnit(
                            app, context, settings, wiring, GithubReads.of(context.path(), settings, wiring)))
            .checking((context, settings, wiring, check) -> settings.ecs().ifPresent(unit -> settings.deploy()
                    .tasks()
                    .forEach(service -> check.known(
                            "deploy.tasks",
                            service,
                            unit,
                            wiring.outputs(context.path(), EcsOutputs.class, unit)
                                    .taskFamilies()
                                    .keySet()))));

    /** The thumbprints of GitHub's certificates. AWS no longer compares them for GitHub, but the API requires one. */
    private static final List<String> THUMBPRINTS =
            List.of("1c58a3a8518e8759bf075b76b750d4f2df264fcd", "6938fd4d98bab03faadb97b34396831e3780aea1");

    private final IamRole plan;
    private final IamRole apply;
    private final IamRole deploy;

    public GithubUnit(Construct app, UnitContext context, GithubSettings settings, Wiring wiring, GithubReads reads) {
        super(app, context, wiring);
        Prefix prefix = new Prefix(context);
        Trust trust = new Trust(
                provider(settings, prefix),
                settings.repository(),
                settings.jobs().repositoryId());
        String place = settings.jobs().environment().orElse(context.path().environment());
        String protectedJobs = trust.environment(place);
        EnvironmentAccess access = new EnvironmentAccess(context);
        List<String> closed = reads.storage()
                .map(outputs -> List.copyOf(new TreeMap<>(outputs.bucketArns()).values()))
                .orElse(List.of());
        this.plan = role(
                "plan",
                "Plans of pull requests: reads, and locks the states",
                trust.plans(place),
                working(access.plan(closed), roles -> Stream.of(roles.planRoleArn())),
                Optional.of(EnvironmentAccess.PLAN_POLICY));
        this.apply = role(
                "apply",
                "Changes the environment",
                protectedJobs,
                working(access.apply(), roles -> Stream.of(roles.applyRoleArn(), roles.planRoleArn())),
                Optional.of(EnvironmentAccess.APPLY_POLICY));
        this.deploy = role(
                "deploy",
                "Pushes images and updates services",
                protectedJobs,
                new Deployments(context, settings, reads).statements(),
                Optional.empty());
    }

    @Override
    public GithubOutputs outputs() {
        return new GithubOutputs(plan.getArn(), apply.getArn(), deploy.getArn());
    }

    /** If Terraform assumes roles of its own, the jobs' roles may assume them. */
    private List<Statement> working(List<Statement> statements, Function<AssumeRoleSettings, Stream<String>> roles) {
        List<Statement> all = new ArrayList<>(statements);
        context()
                .environment()
                .assumeRole()
                .ifPresent(given -> all.add(Statement.allow("AssumeTerraformRoles", "sts:AssumeRole")
                        .on(roles.apply(given).distinct().sorted().toList())));
        return all;
    }

    private String provider(GithubSettings settings, Prefix prefix) {
        if (!settings.createProvider()) {
            return prefix.iam("oidc-provider", Trust.HOST);
        }
        return add("github", (scope, id) -> IamOpenidConnectProvider.Builder.create(scope, id)
                        .url("https://" + Trust.HOST)
                        .clientIdList(List.of(Trust.AUDIENCE))
                        .thumbprintList(THUMBPRINTS)
                        .build())
                .getArn();
    }

    private IamRole role(
            String name, String description, String trust, List<Statement> statements, Optional<String> managedPolicy) {
        IamRole role = add(name, (scope, id) -> IamRole.Builder.create(scope, id)
                .name(context().name("github-" + name, Name.ROLE))
                .description(description)
                .assumeRolePolicy(trust)
                .maxSessionDuration(3600)
                .permissionsBoundary(context().boundary())
                .build());
        if (!statements.isEmpty()) {
            add(name, (scope, id) -> IamRolePolicy.Builder.create(scope, id)
                    .name(name)
                    .role(role.getId())
                    .policy(Policy.of(statements))
                    .build());
        }
        managedPolicy.ifPresent(policy -> add(name, (scope, id) -> IamRolePolicyAttachment.Builder.create(scope, id)
                .role(role.getId())
                .policyArn("arn:aws:iam::aws:policy/" + policy)
                .build()));
        return role;
    }
}
