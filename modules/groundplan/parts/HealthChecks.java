package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.route53_health_check.Route53HealthCheck;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Route 53 health checks of endpoints, and calculated ones: for failover records. */
public final class HealthChecks {
    private final Unit<?> unit;
    private final Map<String, String> ids = new TreeMap<>();

    /** Creates {@code aws_route53_health_check.<name>} for each, the calculated ones last. */
    public HealthChecks(Unit<?> unit, Map<String, HealthCheckSettings> checks) {
        this.unit = unit;
        checks.forEach(
                (name, settings) -> settings.fqdn().ifPresent(host -> ids.put(name, asked(name, host, settings))));
        checks.forEach(
                (name, settings) -> settings.calculated().ifPresent(sum -> ids.put(name, calculated(name, sum))));
    }

    /** By name. */
    public Map<String, String> ids() {
        return ids;
    }

    private String asked(String name, String host, HealthCheckSettings settings) {
        return unit.add(TerraformName.of(name), (scope, id) -> Route53HealthCheck.Builder.create(scope, id)
                        .type("HTTPS")
                        .fqdn(host)
                        .port(443)
                        .enableSni(true)
                        .resourcePath(settings.resourcePath())
                        .requestInterval(settings.requestIntervalInSeconds())
                        .failureThreshold(settings.failureThreshold())
                        .tags(Map.of("Name", unit.context().name(name)))
                        .build())
                .getId();
    }

    private String calculated(String name, HealthCheckSettings.Calculated sum) {
        List<String> children = sum.children().stream().map(ids::get).toList();
        return unit.add(TerraformName.of(name), (scope, id) -> Route53HealthCheck.Builder.create(scope, id)
                        .type("CALCULATED")
                        .childHealthchecks(children)
                        .childHealthThreshold(sum.healthyChildren())
                        .tags(Map.of("Name", unit.context().name(name)))
                        .build())
                .getId();
    }
}
