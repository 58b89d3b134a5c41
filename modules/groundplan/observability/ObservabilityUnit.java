package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import groundplan.kernel.Check;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/** SNS topics, alarms, events and dashboards. */
public final class ObservabilityUnit extends Unit<ObservabilityOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<ObservabilitySettings, ObservabilityOutputs> KIND = new Kind<>(
                    "observability",
                    Scope.REGIONAL,
                    "topics, alarms, events, PagerDuty and Slack, dashboard",
                    ObservabilitySettings.class,
                    ObservabilityOutputs::of,
                    (app, context, settings, wiring) -> new ObservabilityUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
                            Watched.of(context, settings.watch(), wiring),
                            Logs.of(context.path(), settings.logMetrics(), wiring),
                            pagerduty(context, settings.notifications(), wiring)))
            .checking(ObservabilityUnit::check);

    private final Map<Severity, Topic> topics = new EnumMap<>(Severity.class);
    private final CloudwatchDashboard dashboard;

    /**
     * @param logs the log groups of metrics from logs, by the metrics' names
     * @param pagerduty what the PagerDuty functions use
     */
    public ObservabilityUnit(
            Construct app,
            UnitContext context,
            ObservabilitySettings settings,
            Wiring wiring,
            KmsOutputs keys,
            Watched watched,
            Logs logs,
            Map<Severity, PagerdutyAccess> pagerduty) {
        super(app, context, wiring);
        AlarmSettings alarms = settings.alarms();
        for (Severity severity : Severity.values()) {
            topics.put(
                    severity,
                    new Topic(
                            this,
                            severity,
                            keys.notificationsKeyArn(),
                            Events.any(alarms.events(), watched, severity)));
        }
        List<OwnFigure> figures = new ArrayList<>();
        settings.customMetrics().forEach((name, metric) -> figures.add(OwnFigure.of(name, metric)));
        settings.logMetrics()
                .forEach((name, metric) -> figures.add(OwnFigure.of(this, name, metric, logs.group(name))));
        List<Watch> trail = watched.trail()
                .map(outputs -> new Trail(this, outputs).watches(alarms.trail()))
                .orElse(List.of());
        List<Watch> watches = new ArrayList<>(notifications(settings.notifications(), pagerduty, keys));
        watches.addAll(watches(watched, alarms));
        watches.addAll(trail);
        figures.forEach(figure -> watches.add(figure.watch()));
        new Alarms(this, topics).add(watches);
        events(watched, alarms.events());
        Sections sections =
                new Sections(new Graphs(watched, figures, context.region()), new DetailGraphs(watched, trail));
        this.dashboard = sections.page(context.region(), settings.dashboard()).create(this, "main", "overview");
        settings.dashboards().forEach((name, wanted) -> sections.page(context.region(), wanted)
                .create(this, Catalogue.word(name), name));
    }

    @Override
    public ObservabilityOutputs outputs() {
        return new ObservabilityOutputs(
                topics.get(Severity.CRITICAL).arn(),
                topics.get(Severity.WARNING).arn(),
                dashboard.getDashboardName());
    }

    private List<Watch> watches(Watched watched, AlarmSettings alarms) {
        List<Watch> watches = new ArrayList<>();
        watched.clusters()
                .forEach((unit, outputs) -> watches.addAll(Catalogue.cluster(Catalogue.word(unit), outputs, alarms)));
        watched.services()
                .balanced()
                .forEach((unit, outputs) -> watches.addAll(ServiceCatalogue.takingTurns(
                        Catalogue.word(unit), ServiceCatalogue.label(unit), outputs, alarms.loadBalancer())));
        watched.services()
                .network()
                .forEach((unit, outputs) -> watches.addAll(ServiceCatalogue.network(
                        Catalogue.word(unit), ServiceCatalogue.label(unit), outputs, alarms.loadBalancer())));
        watched.services()
                .functions()
                .forEach((unit, function) -> watches.addAll(
                        FunctionCatalogue.function(Catalogue.word(unit), unit, function, alarms.function())));
        watched.databases()
                .forEach((unit, outputs) ->
                        watches.addAll(DatabaseCatalogue.database(Catalogue.word(unit), outputs, alarms.database())));
        watched.caches()
                .forEach((unit, outputs) ->
                        watches.addAll(Catalogue.cache(Catalogue.word(unit), outputs, alarms.cache())));
        watched.webAcls()
                .forEach((unit, outputs) -> watches.addAll(Catalogue.webAcl(
                        Catalogue.word(unit),
                        context().region(),
                        outputs.webAclName(),
                        alarms.edge().webAcl())));
        watched.distributions()
                .forEach((unit, outputs) -> watches.addAll(Catalogue.distribution(
                        Catalogue.word(unit), outputs, alarms.edge().distribution())));
        return watches;
    }

    private static void check(UnitContext context, ObservabilitySettings settings, Wiring wiring, Check check) {
        Threshold errors = settings.alarms().edge().distribution().errorRatePercent();
        // An alarm is limited to metrics and topics of its own region.
        check.that(
                settings.watch().distributions().isEmpty()
                        || errors.warning().isEmpty() && errors.critical().isEmpty()
                        || context.region().equals(UnitContext.GLOBAL_REGION),
                "alarms.edge.distribution",
                "metrics of a distribution are in " + UnitContext.GLOBAL_REGION
                        + " only; remove these alarms: the dashboard shows the metrics from any region");
        wiring.outputs(context.path(), RdsOutputs.class, settings.watch().databases())
                .forEach((unit, outputs) ->
                        DatabaseCatalogue.check(unit, outputs, settings.alarms().database(), check));
        Logs.check(context.path(), settings.logMetrics(), wiring, check);
        for (Severity severity : Severity.values()) {
            settings.notifications()
                    .of(severity)
                    .pagerduty()
                    .ifPresent(given -> PagerdutyAccess.check(
                            context.path(),
                            given,
                            wiring,
                            check.below("notifications." + severity.name().toLowerCase(Locale.ROOT) + ".pagerduty")));
        }
    }

    private void events(Watched watched, EventSettings settings) {
        Events events = new Events(this, settings, topics);
        watched.clusters()
                .forEach((unit, outputs) -> events.cluster(
                        Catalogue.word(unit),
                        outputs,
                        watched.services().balanced().containsKey(unit)
                                || watched.services().network().containsKey(unit)));
        events.deployments(watched.services().deploymentNames());
        events.databases(watched.databases().values());
        events.repositories(watched.repositories().values());
        watched.account().ifPresent(events::account);
    }

    private List<Watch> notifications(
            NotificationSettings settings, Map<Severity, PagerdutyAccess> pagerduty, KmsOutputs keys) {
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

    private static Map<Severity, PagerdutyAccess> pagerduty(
            UnitContext context, NotificationSettings settings, Wiring wiring) {
        Map<Severity, PagerdutyAccess> found = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            settings.of(severity)
                    .pagerduty()
                    .ifPresent(given -> found.put(severity, PagerdutyAccess.of(context.path(), given, wiring)));
        }
        return found;
    }
}
