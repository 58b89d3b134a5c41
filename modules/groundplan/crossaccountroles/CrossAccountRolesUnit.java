package groundplan.crossaccountroles;

import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import groundplan.github.GithubOutputs;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.EnvironmentAccess;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import groundplan.storage.StorageOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** Roles for plan and apply that pipelines of another account and the environment's own workflows assume. */
public final class CrossAccountRolesUnit extends Unit<CrossAccountRolesOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<CrossAccountRolesSettings, CrossAccountRolesOutputs> KIND = new Kind<>(
            "cross-account-roles",
            Scope.GLOBAL,
            "roles for plans and applies by pipelines of another account",
            CrossAccountRolesSettings.class,
            CrossAccountRolesOutputs::of,
            (app, context, settings, wiring) -> new CrossAccountRolesUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), GithubOutputs.class, settings.github()),
                    wiring.outputs(context.path(), StorageOutputs.class, settings.storage())));

    private final Map<String, String> arns = new TreeMap<>();

    public CrossAccountRolesUnit(
            Construct app,
            UnitContext context,
            CrossAccountRolesSettings settings,
            Wiring wiring,
            GithubOutputs workflows,
            Map<String, StorageOutputs> storage) {
        super(app, context, wiring);
        List<String> closed = storage.values().stream()
                .flatMap(outputs -> new TreeMap<>(outputs.bucketArns()).values().stream())
                .toList();
        settings.roles().forEach((name, role) -> arns.put(name, role(name, role, workflows, closed)));
    }

    @Override
    public CrossAccountRolesOutputs outputs() {
        return new CrossAccountRolesOutputs(arns);
    }

    private String role(
            String name, CrossAccountRolesSettings.Role settings, GithubOutputs workflows, List<String> closed) {
        String id = TerraformName.of(name);
        EnvironmentAccess access = new EnvironmentAccess(context());
        IamRole role = add(id, (scope, key) -> IamRole.Builder.create(scope, key)
                .name(context().name(name, Name.ROLE))
                .description(settings.applies() ? "Changes the environment" : "Plans: reads, and locks the states")
                .assumeRolePolicy(Policy.of(trust(settings, workflows)))
                .maxSessionDuration(3600)
                .permissionsBoundary(context().boundary())
                .build());
        add(id, (scope, key) -> IamRolePolicy.Builder.create(scope, key)
                .name(name)
                .role(role.getId())
                .policy(Policy.of(settings.applies() ? access.apply() : access.plan(closed)))
                .build());
        add(id, (scope, key) -> IamRolePolicyAttachment.Builder.create(scope, key)
                .role(role.getId())
                .policyArn("arn:aws:iam::aws:policy/"
                        + (settings.applies() ? EnvironmentAccess.APPLY_POLICY : EnvironmentAccess.PLAN_POLICY))
                .build());
        return role.getArn();
    }

    private static List<Statement> trust(CrossAccountRolesSettings.Role settings, GithubOutputs workflows) {
        List<Statement> statements = new ArrayList<>();
        settings.trusted().forEach((name, trusted) -> statements.add(trust(name, trusted)));
        if (settings.workflows()) {
            statements.add(Statement.allow("Workflows", "sts:AssumeRole")
                    .principal(
                            "AWS",
                            settings.applies()
                                    ? new String[] {workflows.applyRoleArn()}
                                    : new String[] {workflows.applyRoleArn(), workflows.planRoleArn()}));
        }
        return statements;
    }

    private static Statement trust(String name, TrustedSettings trusted) {
        Statement statement = Statement.allow(sid(name), "sts:AssumeRole")
                .principal("AWS", trusted.principalArns().stream().sorted().toArray(String[]::new));
        if (trusted.externalId().isPresent()) {
            statement = statement.when(
                    "StringEquals", "sts:ExternalId", trusted.externalId().get());
        }
        if (trusted.organizationId().isPresent()) {
            statement = statement.when(
                    "StringEquals",
                    "aws:PrincipalOrgID",
                    trusted.organizationId().get());
        }
        if (!trusted.sourceIps().isEmpty()) {
            statement = statement.when(
                    "IpAddress", "aws:SourceIp", trusted.sourceIps().toArray(String[]::new));
        }
        for (Map.Entry<String, String> tag : trusted.principalTags().entrySet()) {
            statement = statement.when("StringEquals", "aws:PrincipalTag/" + tag.getKey(), tag.getValue());
        }
        return statement;
    }

    private static String sid(String name) {
        StringBuilder sid = new StringBuilder();
        for (String word : name.split("[_-]")) {
            sid.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return sid.toString();
    }
}
