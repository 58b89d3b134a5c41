package groundplan.pricing;

import groundplan.kernel.Setting;

/** The assumed monthly usage of an environment's resources, as far as their attributes do not determine it. */
public record Usage(
        @Setting(value = "Hours of a month.", byDefault = "730", min = 1, max = 744) double hoursPerMonth,
        @Setting(value = "Tasks, functions and builds.", byDefault = "{}") ComputeUsage compute,
        @Setting(value = "Requests and data transfer.", byDefault = "{}") TrafficUsage traffic,
        @Setting(value = "Delivery from edge locations.", byDefault = "{}") DeliveryUsage delivery,
        @Setting(value = "Data at rest in buckets, repositories and file systems.", byDefault = "{}")
                StorageUsage storage,
        @Setting(value = "Databases, beyond what their settings determine.", byDefault = "{}") DatabaseUsage databases,
        @Setting(value = "Logs and metrics.", byDefault = "{}") MonitoringUsage monitoring,
        @Setting(value = "Keys, secrets and audit trails.", byDefault = "{}") SecurityUsage security) {}
