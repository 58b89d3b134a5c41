package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import groundplan.ecs.EcsOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.rds.RdsOutputs;
import groundplan.secrets.SecretsOutputs;
import groundplan.storage.StorageOutputs;
import groundplan.waf.WafOutputs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Topics, alarms, events and a dashboard. */
public final class ObservabilityUnit extends Unit<ObservabilityOutputs> {
  /** How settings name it. */
  public static final Kind<ObservabilitySettings, ObservabilityOutputs> KIND = new Kind<>("observability", Scope.REGIONAL,
      "topics, alarms, events, PagerDuty and Slack, dashboard", ObservabilitySettings.class, ObservabilityOutputs::of,
      (app, context, settings, wiring) -> new ObservabilityUnit(app, context, settings, wiring,
          wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
          new Watched(
              wiring.outputs(context.path(), EcsOutputs.class, settings.ecs()),
              wiring.outputs(context.path(), RdsOutputs.class, settings.databases()),
              wiring.outputs(context.path(), ElasticacheOutputs.class, settings.caches()),
              wiring.outputs(context.path(), WafOutputs.class, settings.waf().stream().toList())),
          pagerduty(context, settings.notifications(), wiring)));

  private final Map<Severity, Topic> topics = new EnumMap<>(Severity.class);
  private final CloudwatchDashboard dashboard;

  public ObservabilityUnit(Construct app, UnitContext context, ObservabilitySettings settings, Wiring wiring,
      KmsOutputs keys, Watched watched, Map<Severity, PagerdutyAccess> pagerduty) {
    super(app, context, wiring);
    AlarmSettings alarms = settings.alarms();
    for (Severity severity : Severity.values()) {
      topics.put(severity, new Topic(this, severity, keys.notificationsKeyArn(), Events.any(alarms.events(), severity)));
    }
    List<Watch> watches = new ArrayList<>(notifications(settings.notifications(), pagerduty, keys));
    Events events = new Events(this, alarms.events(), topics);
    watched.clusters().forEach((unit, outputs) -> {
      watches.addAll(Catalogue.cluster(Catalogue.word(unit), outputs, alarms));
      events.cluster(Catalogue.word(unit), outputs);
    });
    watched.databases().forEach((unit, outputs) ->
        watches.addAll(Catalogue.database(Catalogue.word(unit), outputs, alarms.database())));
    watched.caches().forEach((unit, outputs) ->
        watches.addAll(Catalogue.cache(Catalogue.word(unit), outputs, alarms.cache())));
    watched.webAcls().forEach((unit, outputs) -> watches.addAll(
        Catalogue.webAcl(Catalogue.word(unit), context.region(), outputs.webAclName(), alarms.webAcl())));
    new Alarms(this, topics).add(watches);
    events.databases(watched.databases().values());
    this.dashboard = dashboard(settings.dashboard(), watched);
  }

  @Override
  public ObservabilityOutputs outputs() {
    return new ObservabilityOutputs(topics.get(Severity.CRITICAL).arn(), topics.get(Severity.WARNING).arn(),
        dashboard.getDashboardName());
  }

  private List<Watch> notifications(NotificationSettings settings, Map<Severity, PagerdutyAccess> pagerduty,
      KmsOutputs keys) {
    List<Watch> watches = new ArrayList<>();
    Slack slack = new Slack();
    topics.forEach((severity, topic) -> {
      NotificationSettings.Channels channels = settings.of(severity);
      topic.email(channels.email());
      channels.slack().ifPresent(channel -> slack.add(channel, topic));
      if (pagerduty.containsKey(severity)) {
        watches.add(new Pagerduty(this, severity, topic, pagerduty.get(severity), keys).lost());
      }
    });
    slack.create(this);
    return watches;
  }

  private static Map<Severity, PagerdutyAccess> pagerduty(UnitContext context, NotificationSettings settings,
      Wiring wiring) {
    Map<Severity, PagerdutyAccess> found = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      settings.of(severity).pagerduty().ifPresent(given -> {
        Map<String, String> arns = wiring.outputs(context.path(), SecretsOutputs.class, given.secrets()).secretArns();
        if (!arns.containsKey(given.secret())) {
          throw new IllegalArgumentException(context.path() + " tells PagerDuty with the secret '" + given.secret()
              + "', which " + given.secrets() + " does not have; it has " + arns.keySet());
        }
        found.put(severity, new PagerdutyAccess(arns.get(given.secret()),
            wiring.outputs(context.path(), StorageOutputs.class, given.storage()).map(StorageOutputs::logsBucketName),
            given.logsRetentionInDays()));
      });
    }
    return found;
  }

  private CloudwatchDashboard dashboard(List<String> sections, Watched watched) {
    Graphs graphs = new Graphs(watched, context().region());
    Dashboard made = new Dashboard(context().region());
    sections.forEach(section -> {
      switch (section) {
        case "application" -> made.section("Application", graphs.application());
        case "infrastructure" -> made.section("Infrastructure", graphs.infrastructure());
        default -> made.section("Cost", graphs.cost());
      }
    });
    return made.create(this);
  }
}
