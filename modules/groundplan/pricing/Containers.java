package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** ECS on Fargate: tasks by size and count, and the metrics of their cluster. */
final class Containers {
    private static final double CPU_UNITS = 1024;
    private static final double MIB = 1024;
    /** Ephemeral storage that is included for each task, in GB. */
    private static final double INCLUDED_STORAGE_GB = 20;

    private Containers() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_ecs_service", Containers::service)
                .metered("aws_ecs_cluster", Containers::cluster)
                .partOf("the services that run it", "aws_ecs_task_definition")
                // CodeDeploy is free for ECS; the additional tasks during a deployment are negligible.
                .free(
                        "aws_codedeploy_app",
                        "aws_codedeploy_deployment_group",
                        "aws_ecs_cluster_capacity_providers",
                        "aws_ecs_account_setting_default",
                        "aws_appautoscaling_target",
                        "aws_appautoscaling_policy",
                        "aws_appautoscaling_scheduled_action");
    }

    private static void service(Subject service, Usage usage, Bill bill) {
        Subject task = service.referred("task_definition")
                .orElseThrow(() -> new Subject.Unreadable("task_definition is not among the resources"));
        double tasks = tasks(service, usage.compute().tasks());
        double spot = spot(service, tasks);
        double hours = usage.hoursPerMonth();
        tasks(task, bill, "on demand", (tasks - spot) * hours, 0);
        tasks(task, bill, "Spot", spot * hours, usage.compute().spotDiscountPercent());
        boolean traced = task.text("container_definitions")
                .filter(text -> text.contains("xray-daemon"))
                .isPresent();
        bill.add("traces", "xray.traces_million", traced ? usage.traffic().tracesMillion() : 0);
    }

    private static void tasks(Subject task, Bill bill, String how, double taskHours, double discount) {
        String arm = task.text("runtime_platform.cpu_architecture")
                        .filter("ARM64"::equals)
                        .isPresent()
                ? "arm_"
                : "";
        bill.add("vCPU, " + how, "fargate." + arm + "vcpu_hour", task.number("cpu") / CPU_UNITS * taskHours, discount);
        bill.add("memory, " + how, "fargate." + arm + "gb_hour", task.number("memory") / MIB * taskHours, discount);
        double storage = task.number("ephemeral_storage.size_in_gib", INCLUDED_STORAGE_GB) - INCLUDED_STORAGE_GB;
        bill.add("storage beyond 20 GB, " + how, "fargate.storage_gb_hour", storage * taskHours, discount);
    }

    /** The average number of tasks. */
    static double tasks(Subject service, String basis) {
        List<Subject> targets = service.referrers("aws_appautoscaling_target");
        double desired = service.number("desired_count", 1);
        if (targets.isEmpty()) {
            return desired;
        }
        double min = targets.get(0).number("min_capacity");
        double max = targets.get(0).number("max_capacity");
        return switch (basis) {
            case "min" -> min;
            case "max" -> max;
            case "average" -> (min + max) / 2;
            default -> Math.max(min, Math.min(max, desired));
        };
    }

    /** The number of tasks on Spot: the base uses one provider, the others are distributed by weight. */
    private static double spot(Subject service, double tasks) {
        double base = 0;
        double spotBase = 0;
        double weights = 0;
        double spotWeight = 0;
        for (JsonNode strategy : service.blocks("capacity_provider_strategy")) {
            boolean spot = strategy.path("capacity_provider").asText().equals("FARGATE_SPOT");
            double first = Math.min(tasks, strategy.path("base").asDouble());
            base += first;
            spotBase += spot ? first : 0;
            weights += strategy.path("weight").asDouble();
            spotWeight += spot ? strategy.path("weight").asDouble() : 0;
        }
        return spotBase + (weights == 0 ? 0 : Math.max(0, tasks - base) * spotWeight / weights);
    }

    private static void cluster(Subject cluster, Usage usage, Bill bill) {
        String insights = cluster.blocks("setting").stream()
                .filter(setting -> setting.path("name").asText().equals("containerInsights"))
                .map(setting -> setting.path("value").asText())
                .findFirst()
                .orElse("disabled");
        List<Subject> services = cluster.referrers("aws_ecs_service");
        MonitoringUsage monitoring = usage.monitoring();
        double metrics = monitoring.clusterMetrics() + services.size() * monitoring.serviceMetrics();
        if (insights.equals("enabled")) {
            bill.add("Container Insights", "cloudwatch.metric", metrics);
        } else if (insights.equals("enhanced")) {
            double tasks = services.stream()
                    .mapToDouble(service -> tasks(service, usage.compute().tasks()))
                    .sum();
            bill.add(
                    "Container Insights, enhanced",
                    "cloudwatch.insights_metric",
                    metrics + tasks * monitoring.taskMetrics());
        }
    }
}
