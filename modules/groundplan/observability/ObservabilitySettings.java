package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** Settings of what watches an environment. */
public record ObservabilitySettings(
    @Setting(value = "Units with clusters whose services and load balancers are watched.", byDefault = "[]") @Reads("ecs")
        List<String> ecs,
    @Setting(value = "Units with databases that are watched.", byDefault = "[]") @Reads("rds") List<String> databases,
    @Setting(value = "Units with caches that are watched.", byDefault = "[]") @Reads("elasticache") List<String> caches,
    @Setting(value = "Unit with the web ACL that is watched. Left out: none is.") @Reads("waf") Optional<String> waf,
    @Setting(value = "Who hears of alarms and events.", byDefault = "{}") NotificationSettings notifications,
    @Setting(value = "Thresholds of the alarms.", byDefault = "{}") AlarmSettings alarms,
    @Setting(value = "Sections of the dashboard.", byDefault = "[application, infrastructure, cost]", min = 1,
        oneOf = {"application", "infrastructure", "cost"}) List<String> dashboard,
    @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
    implements Checked {
  @Override
  public void check(Check check) {
    check.that(!dashboard.equals(List.of("application")) || !ecs.isEmpty(), "dashboard",
        "the application's figures come from the load balancers of ecs; name a unit there");
  }
}
