package groundplan.budgets;

import com.hashicorp.cdktf.providers.aws.budgets_budget.BudgetsBudget;
import com.hashicorp.cdktf.providers.aws.budgets_budget.BudgetsBudgetCostFilter;
import com.hashicorp.cdktf.providers.aws.budgets_budget.BudgetsBudgetNotification;
import com.hashicorp.cdktf.providers.aws.ce_anomaly_monitor.CeAnomalyMonitor;
import com.hashicorp.cdktf.providers.aws.ce_anomaly_subscription.CeAnomalySubscription;
import com.hashicorp.cdktf.providers.aws.ce_anomaly_subscription.CeAnomalySubscriptionSubscriber;
import com.hashicorp.cdktf.providers.aws.ce_anomaly_subscription.CeAnomalySubscriptionThresholdExpression;
import com.hashicorp.cdktf.providers.aws.ce_anomaly_subscription.CeAnomalySubscriptionThresholdExpressionDimension;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.observability.ObservabilityOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** Budgets of the account with notifications, and cost anomaly detection. */
public final class BudgetsUnit extends Unit<BudgetsOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<BudgetsSettings, BudgetsOutputs> KIND = new Kind<>(
            "budgets",
            Scope.GLOBAL,
            "budgets of the account, and cost anomaly detection",
            BudgetsSettings.class,
            BudgetsOutputs::of,
            (app, context, settings, wiring) -> new BudgetsUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), ObservabilityOutputs.class, settings.observability())));

    private final List<String> mails;
    private final Optional<String> topicArn;
    private final Map<String, String> names = new TreeMap<>();

    public BudgetsUnit(
            Construct app,
            UnitContext context,
            BudgetsSettings settings,
            Wiring wiring,
            Optional<ObservabilityOutputs> watching) {
        super(app, context, wiring);
        this.mails = settings.emailAddresses().stream().sorted().toList();
        this.topicArn = watching.map(ObservabilityOutputs::warningTopicArn);
        settings.budgets().forEach((name, budget) -> names.put(name, budget(name, budget)));
        if (settings.anomalies().enabled()) {
            watch(settings.anomalies());
        }
    }

    @Override
    public BudgetsOutputs outputs() {
        return new BudgetsOutputs(names);
    }

    private String budget(String name, BudgetsSettings.Budget settings) {
        List<BudgetsBudgetNotification> notifications = new ArrayList<>();
        settings.actualThresholdsPercent().forEach(percent -> notifications.add(notification("ACTUAL", percent)));
        settings.forecastedThresholdsPercent()
                .forEach(percent -> notifications.add(notification("FORECASTED", percent)));
        List<BudgetsBudgetCostFilter> filters = settings.tags().isEmpty()
                ? List.of()
                : List.of(BudgetsBudgetCostFilter.builder()
                        .name("TagKeyValue")
                        .values(new TreeMap<>(settings.tags())
                                .entrySet().stream()
                                        .map(tag -> "user:" + tag.getKey() + "$" + tag.getValue())
                                        .toList())
                        .build());
        return add(TerraformName.of(name), (scope, id) -> {
                    BudgetsBudget.Builder builder = BudgetsBudget.Builder.create(scope, id)
                            .name(context().name(name.replace('_', '-')))
                            .budgetType("COST")
                            .timeUnit(settings.timeUnit())
                            .limitUnit("USD")
                            .limitAmount(Integer.toString(settings.limitUsd()))
                            .notification(notifications);
                    return (filters.isEmpty() ? builder : builder.costFilter(filters)).build();
                })
                .getName();
    }

    private BudgetsBudgetNotification notification(String type, int percent) {
        BudgetsBudgetNotification.Builder builder = BudgetsBudgetNotification.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE");
        if (!mails.isEmpty()) {
            builder.subscriberEmailAddresses(mails);
        }
        topicArn.ifPresent(topic -> builder.subscriberSnsTopicArns(List.of(topic)));
        return builder.build();
    }

    private void watch(BudgetsSettings.Anomalies settings) {
        String monitor = settings.monitorArn()
                .orElseGet(() -> add("services", (scope, id) -> CeAnomalyMonitor.Builder.create(scope, id)
                                .name(context().name("services"))
                                .monitorType("DIMENSIONAL")
                                .monitorDimension("SERVICE")
                                .build())
                        .getArn());
        int thresholdUsd = settings.thresholdUsd();
        // AWS notifies topics immediately, and sends emails once a day.
        topicArn.ifPresent(topic -> subscribe("topic", monitor, thresholdUsd, "IMMEDIATE", "SNS", List.of(topic)));
        if (!mails.isEmpty()) {
            subscribe("mails", monitor, thresholdUsd, "DAILY", "EMAIL", mails);
        }
    }

    private void subscribe(
            String name, String monitorArn, int thresholdUsd, String frequency, String type, List<String> addresses) {
        add(name, (scope, id) -> CeAnomalySubscription.Builder.create(scope, id)
                .name(context().name("anomalies-" + name))
                .frequency(frequency)
                .monitorArnList(List.of(monitorArn))
                .subscriber(addresses.stream()
                        .map(address -> CeAnomalySubscriptionSubscriber.builder()
                                .type(type)
                                .address(address)
                                .build())
                        .toList())
                .thresholdExpression(CeAnomalySubscriptionThresholdExpression.builder()
                        .dimension(CeAnomalySubscriptionThresholdExpressionDimension.builder()
                                .key("ANOMALY_TOTAL_IMPACT_ABSOLUTE")
                                .matchOptions(List.of("GREATER_THAN_OR_EQUAL"))
                                .values(List.of(Integer.toString(thresholdUsd)))
                                .build())
                        .build())
                .build());
    }
}
