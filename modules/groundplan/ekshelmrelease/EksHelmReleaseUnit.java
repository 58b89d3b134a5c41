package groundplan.ekshelmrelease;

import com.hashicorp.cdktf.TerraformResource;
import groundplan.eksnamespace.EksNamespaceOutputs;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.ClusterSignIn;
import groundplan.parts.PlainResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** One Helm release; by default, a failed upgrade is rolled back completely. */
public final class EksHelmReleaseUnit extends Unit<EksHelmReleaseOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EksHelmReleaseSettings, EksHelmReleaseOutputs> KIND = new Kind<>(
            "eks-helm-release",
            Scope.REGIONAL,
            "release of a Helm chart in a namespace of a Kubernetes cluster",
            EksHelmReleaseSettings.class,
            EksHelmReleaseOutputs::of,
            (app, context, settings, wiring) -> new EksHelmReleaseUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), EksNamespaceOutputs.class, settings.namespace())));

    private final TerraformResource release;

    public EksHelmReleaseUnit(
            Construct app,
            UnitContext context,
            EksHelmReleaseSettings settings,
            Wiring wiring,
            EksNamespaceOutputs namespace) {
        super(app, context, wiring);
        uses(new ClusterSignIn(
                        context,
                        namespace.clusterName(),
                        namespace.clusterEndpoint(),
                        namespace.clusterCertificateAuthority())
                .helm());
        EksHelmReleaseSettings.Rollout rollout = settings.rollout();
        Map<String, Object> arguments = new TreeMap<>(Map.of(
                "name", settings.name().orElseGet(() -> context.path().unit().replaceFirst("^.*/", "")),
                "namespace", namespace.namespace(),
                // The namespace is a separate unit, with its quota and policies.
                "create_namespace", false,
                "chart", settings.chart().name(),
                "repository", settings.chart().repository(),
                "version", settings.chart().version(),
                "atomic", rollout.atomic(),
                "wait", rollout.waitUntilReady(),
                "timeout", rollout.timeoutSeconds(),
                "max_history", rollout.maxHistory()));
        arguments.put("cleanup_on_fail", rollout.atomic());
        if (!settings.values().isBlank()) {
            arguments.put("values", List.of(settings.values()));
        }
        this.release = PlainResource.of(this, "helm_release", "main", arguments);
    }

    @Override
    public EksHelmReleaseOutputs outputs() {
        return new EksHelmReleaseOutputs(
                PlainResource.attribute(release, "name"), PlainResource.attribute(release, "namespace"));
    }
}
