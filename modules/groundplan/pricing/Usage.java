package groundplan.pricing;

import groundplan.kernel.Setting;

/** What is assumed to be used of an environment's resources in a month, where their attributes do not say it. */
public record Usage(
        @Setting(value = "Hours of a month.", byDefault = "730", min = 1, max = 744) double hoursPerMonth,
        @Setting(value = "Tasks, functions and builds.", byDefault = "{}") ComputeUsage compute,
        @Setting(value = "Requests and data on their way.", byDefault = "{}") TrafficUsage traffic,
        @Setting(value = "Sites that edge locations deliver.", byDefault = "{}") DeliveryUsage delivery,
        @Setting(value = "Data at rest in buckets, repositories and file systems.", byDefault = "{}")
                StorageUsage storage,
        @Setting(value = "Databases beside what their settings say.", byDefault = "{}") DatabaseUsage databases,
        @Setting(value = "Logs and metrics.", byDefault = "{}") MonitoringUsage monitoring,
        @Setting(value = "Keys, secrets and audit trails.", byDefault = "{}") SecurityUsage security) {}
