package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of one service. */
public record ServiceSettings(
    @Setting("Image that its tasks run.") ImageSettings image,
    @Setting(value = "TCP port on which the container listens. Left out: it takes no connections.", min = 1, max = 65535)
        Optional<Integer> port,
    @Setting(value = "Size of one task.", byDefault = "{}") TaskSettings task,
    @Setting(value = "How the container runs.", byDefault = "{}") ContainerSettings container,
    @Setting(value = "What it connects to.", byDefault = "{}") ConnectionsSettings connections,
    @Setting("Which requests the load balancer hands to it. Left out: none.") Optional<RoutingSettings> routing,
    @Setting(value = "How many tasks run, and on what.", byDefault = "{}") ScalingSettings scaling,
    @Setting(value = "How a new version replaces the old.", byDefault = "{}") DeploymentSettings deployment)
    implements Checked {

  @Override
  public void check(Check check) {
    check.that(routing.isEmpty() || port.isPresent(), "port", "is required: requests are routed to it");
    boolean byRequests = scaling.autoscaling().flatMap(Autoscaling::requestsPerTarget).isPresent();
    check.that(!byRequests || routing.isPresent(), "scaling.autoscaling.requests_per_target",
        "counts requests of the load balancer, and the service has no routing");
    Map<String, String> given = new HashMap<>();
    container.environment().keySet().forEach(variable -> given.put(variable, "container.environment." + variable));
    container.secrets().keySet().forEach(variable -> {
      String other = given.put(variable, "container.secrets." + variable);
      check.that(other == null, "container.secrets." + variable, "stands in environment too; keep one of them");
    });
    derived().forEach(variable -> Optional.ofNullable(given.get(variable)).ifPresent(key ->
        check.problem(key, "follows from connections; leave it out")));
  }

  private List<String> derived() {
    return Variables.names(connections);
  }
}
