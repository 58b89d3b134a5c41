package groundplan.quotas;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.pricing.Resource;

/**
 * The most tasks that a service runs on Fargate: those that it asks for, or as many as its autoscaling may start. What a deployment
 * starts besides them is not counted.
 *
 * @param onDemand tasks on Fargate
 * @param spot tasks on Fargate Spot
 */
record FargateTasks(double onDemand, double spot) {
    private static final String SPOT = "FARGATE_SPOT";
    private static final String ON_DEMAND = "FARGATE";

    static FargateTasks of(CountedUnit unit, Resource service) {
        double most = service.attributes().path("desired_count").asDouble(1);
        for (Resource resource : unit.resources().values()) {
            if (resource.type().equals("aws_appautoscaling_target") && scales(resource, service)) {
                most = Math.max(most, resource.attributes().path("max_capacity").asDouble());
                most = Math.max(most, scheduled(unit, resource));
            }
        }
        double base = 0;
        double spotBase = 0;
        double onDemandBase = 0;
        double weights = 0;
        double spotWeight = 0;
        double onDemandWeight = 0;
        for (JsonNode strategy : service.attributes().path("capacity_provider_strategy")) {
            String provider = strategy.path("capacity_provider").asText();
            double first = Math.min(most - base, strategy.path("base").asDouble());
            double weight = strategy.path("weight").asDouble();
            base += first;
            weights += weight;
            spotBase += provider.equals(SPOT) ? first : 0;
            spotWeight += provider.equals(SPOT) ? weight : 0;
            onDemandBase += provider.equals(ON_DEMAND) ? first : 0;
            onDemandWeight += provider.equals(ON_DEMAND) ? weight : 0;
        }
        if (base == 0 && weights == 0) {
            boolean fargate = service.attributes().path("launch_type").asText().equals(ON_DEMAND);
            return new FargateTasks(fargate ? most : 0, 0);
        }
        double rest = weights == 0 ? 0 : (most - base) / weights;
        return new FargateTasks(
                onDemandBase + Math.ceil(rest * onDemandWeight), spotBase + Math.ceil(rest * spotWeight));
    }

    private static boolean scales(Resource target, Resource service) {
        return target.attributes().path("resource_id").asText().contains("${" + service.address() + ".");
    }

    /** The most that a scheduled action sets. */
    private static double scheduled(CountedUnit unit, Resource target) {
        return unit.resources().values().stream()
                .filter(resource -> resource.type().equals("aws_appautoscaling_scheduled_action"))
                .filter(action ->
                        action.attributes().path("resource_id").asText().contains("${" + target.address() + "."))
                .map(action -> action.attributes().path("scalable_target_action"))
                .map(action -> action.isArray() ? action.path(0) : action)
                .mapToDouble(action -> action.path("max_capacity").asDouble())
                .max()
                .orElse(0);
    }
}
