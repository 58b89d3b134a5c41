package groundplan.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A role that one AWS service assumes, restricted to this account where the service states it, with an inline policy.
 */
public final class ServiceRole {
    /**
     * The services whose documentation says that they send the source account when they assume a role. With the condition,
     * others could never assume it; that a role is passed within its own account only is checked by IAM itself.
     */
    private static final Set<String> SENDING_SOURCE_ACCOUNT = Set.of(
            "amplify.amazonaws.com",
            "ecs-tasks.amazonaws.com",
            "monitoring.rds.amazonaws.com",
            "vpc-flow-logs.amazonaws.com");

    private final Unit<?> unit;
    private final String name;
    private final IamRole role;
    private final List<ITerraformDependable> granted = new ArrayList<>();

    /**
     * Creates {@code aws_iam_role.<name>}.
     *
     * @param name the resource's name in Terraform; the role is called {@code <system>-<environment>-<name>}
     * @param service such as {@code ecs-tasks.amazonaws.com}
     * @param description what the role is for
     */
    public ServiceRole(Unit<?> unit, String name, String service, String description) {
        this(unit, name, description, trust(unit, service));
    }

    private ServiceRole(Unit<?> unit, String name, String description, Statement trust) {
        this.unit = unit;
        this.name = name;
        this.role = unit.add(name, (scope, id) -> {
            IamRole.Builder made = IamRole.Builder.create(scope, id)
                    // A role's name is unique in the account, whatever the region: units of two regions must not use
                    // the same.
                    .name(nameOf(unit.context(), name))
                    .description(description)
                    .maxSessionDuration(3600)
                    .assumeRolePolicy(Policy.of(trust));
            unit.context().boundaryArn().ifPresent(made::permissionsBoundary);
            return made.build();
        });
    }

    /**
     * The name at AWS of a unit's role, for a policy that another unit attaches to it.
     *
     * @param context the unit that has the role
     * @param name the role's name in Terraform
     */
    public static String nameOf(UnitContext context, String name) {
        return context.wideName(context.path().unit().replace('/', '-') + "-" + name.replace('_', '-'), Name.ROLE);
    }

    /** A role for a principal that is not a service: the statement names it, with conditions. Parameters as above. */
    public static ServiceRole trusting(Unit<?> unit, String name, String description, Statement trust) {
        return new ServiceRole(unit, name, description, trust);
    }

    private static Statement trust(Unit<?> unit, String service) {
        Statement trust = Statement.allow("Assume", "sts:AssumeRole").service(service);
        return SENDING_SOURCE_ACCOUNT.contains(service)
                ? trust.sourceAccount(unit.context().accountId())
                : trust;
    }

    /** Adds {@code aws_iam_role_policy.<name>} with exactly these statements; nothing when there are none. */
    public ServiceRole allow(List<Statement> statements) {
        if (!statements.isEmpty()) {
            granted.add(unit.add(name, (scope, id) -> IamRolePolicy.Builder.create(scope, id)
                    .name(name.replace('_', '-'))
                    .role(role.getId())
                    .policy(Policy.of(statements))
                    .build()));
        }
        return this;
    }

    /** Attaches an AWS managed policy, for services that require it. */
    public ServiceRole attach(String managedPolicy) {
        granted.add(unit.add(name, (scope, id) -> IamRolePolicyAttachment.Builder.create(scope, id)
                .role(role.getId())
                .policyArn("arn:aws:iam::aws:policy/" + managedPolicy)
                .build()));
        return this;
    }

    /**
     * Attaches several AWS managed policies, as {@code aws_iam_role_policy_attachment.<name>_<key>}.
     *
     * @param managedPolicies by a word for what they allow
     */
    public ServiceRole attach(Map<String, String> managedPolicies) {
        new TreeMap<>(managedPolicies)
                .forEach((word, policy) -> granted.add(
                        unit.add(name + "_" + word, (scope, id) -> IamRolePolicyAttachment.Builder.create(scope, id)
                                .role(role.getId())
                                .policyArn("arn:aws:iam::aws:policy/" + policy)
                                .build())));
        return this;
    }

    /** The role's ARN. */
    public String arn() {
        return role.getArn();
    }

    /** The role's name. */
    public String name() {
        return role.getName();
    }

    /** The role's permissions, for {@code depends_on} of resources that need them. */
    public List<ITerraformDependable> granted() {
        return List.copyOf(granted);
    }

    /** The role itself. */
    public IamRole resource() {
        return role;
    }
}
