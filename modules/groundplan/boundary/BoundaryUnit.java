package groundplan.boundary;

import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.Policy;
import software.constructs.Construct;

/** The policy that is the permissions boundary of the environment's roles. */
public final class BoundaryUnit extends Unit<BoundaryOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<BoundarySettings, BoundaryOutputs> KIND = new Kind<>(
                    "boundary",
                    Scope.GLOBAL,
                    "permissions boundary of the environment's roles",
                    BoundarySettings.class,
                    BoundaryOutputs::of,
                    BoundaryUnit::new)
            .makingBoundary();

    private final IamPolicy policy;

    public BoundaryUnit(Construct app, UnitContext context, BoundarySettings settings, Wiring wiring) {
        super(app, context, wiring);
        this.policy = add("boundary", (scope, id) -> IamPolicy.Builder.create(scope, id)
                .name(context.boundaryName())
                .description("The most that a workflow of GitHub can do in this environment")
                .policy(Policy.of(new Limits(context, settings).statements()))
                .build());
    }

    @Override
    public BoundaryOutputs outputs() {
        return new BoundaryOutputs(policy.getArn());
    }
}
