package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;

/** Thresholds of the alarms, by what they watch. */
public record AlarmSettings(
        @Setting(value = "Alarms of each load balancer.", byDefault = "{}") LoadBalancer loadBalancer,
        @Setting(value = "Alarms of each service.", byDefault = "{}") Service service,
        @Setting(value = "Alarms of each database.", byDefault = "{}") Database database,
        @Setting(value = "Alarms of each node of a cache.", byDefault = "{}") Cache cache,
        @Setting(value = "Alarms of each function, with the API or the queue in front of it.", byDefault = "{}")
                FunctionAlarmSettings function,
        @Setting(value = "Alarms of what stands in front of the regions.", byDefault = "{}") Edge edge,
        @Setting(value = "Alarms of the audit trail.", byDefault = "{}") TrailAlarmSettings trail,
        @Setting(value = "Events, and which topic is told of them.", byDefault = "{}") EventSettings events) {

    /** Alarms of a load balancer. */
    public record LoadBalancer(
            @Setting(
                            value = "Share of requests that end in an error of ours (5xx), in percent.",
                            byDefault = "{warning: 1, critical: 5}")
                    Threshold errorRatePercent,
            @Setting(
                            value = "Errors that the load balancer itself answers with (5xx), as their count.",
                            byDefault = "{warning: 10}")
                    Threshold balancerErrors,
            @Setting(
                            value = "Response time that 95 of 100 requests stay within, in seconds.",
                            byDefault = "{warning: 1}")
                    Threshold latencyP95Seconds,
            @Setting(value = "Average response time, in seconds.", byDefault = "{}") Threshold latencyAverageSeconds,
            @Setting(
                            value = "Targets of a service that fail their health check, as their count.",
                            byDefault = "{critical: 0, minutes: 3}")
                    Threshold unhealthyTargets,
            @Setting(
                            value =
                                    "Targets of a service that pass their health check, as their count; fewer is worse.",
                            byDefault = "{}")
                    Threshold healthyTargets,
            @Setting(value = "Share of requests whose connection to a target failed, in percent.", byDefault = "{}")
                    Threshold connectionErrorsPercent,
            @Setting(
                            value =
                                    "Number of requests, in standard deviations from what is usual at the time: a rush or a lull.",
                            byDefault = "{}")
                    Threshold unusualRequests)
            implements Checked {
        @Override
        public void check(Check check) {
            errorRatePercent.checkRising("error_rate_percent", check);
            balancerErrors.checkRising("balancer_errors", check);
            latencyP95Seconds.checkRising("latency_p95_seconds", check);
            latencyAverageSeconds.checkRising("latency_average_seconds", check);
            unhealthyTargets.checkRising("unhealthy_targets", check);
            healthyTargets.checkFalling("healthy_targets", check);
            connectionErrorsPercent.checkRising("connection_errors_percent", check);
            unusualRequests.checkRising("unusual_requests", check);
            check.that(
                    Math.min(
                                    unusualRequests.warning().orElse(1.0),
                                    unusualRequests.critical().orElse(1.0))
                            > 0,
                    "unusual_requests",
                    "with no deviation allowed every minute is unusual; 2 to 3 leave out what is by chance");
        }
    }

    /** Alarms of a service. */
    public record Service(
            @Setting(value = "Tasks that are wanted but do not run, as their count.", byDefault = "{critical: 0}")
                    Threshold missingTasks,
            @Setting(
                            value = "Steps by which the number of wanted tasks changes within a minute.",
                            byDefault = "{warning: 0, minutes: 1}")
                    Threshold scalingSteps,
            @Setting(value = "CPU of what the tasks reserve, in percent.", byDefault = "{warning: 80}")
                    Threshold cpuPercent,
            @Setting(value = "Memory of what the tasks reserve, in percent.", byDefault = "{warning: 85}")
                    Threshold memoryPercent,
            @Setting(value = "Disk of what the tasks reserve, in percent.", byDefault = "{}") Threshold diskPercent)
            implements Checked {
        @Override
        public void check(Check check) {
            missingTasks.checkRising("missing_tasks", check);
            scalingSteps.checkRising("scaling_steps", check);
            cpuPercent.checkRising("cpu_percent", check);
            memoryPercent.checkRising("memory_percent", check);
            diskPercent.checkRising("disk_percent", check);
        }
    }

    /** Alarms of a database. */
    public record Database(
            @Setting(value = "CPU, in percent.", byDefault = "{warning: 80, critical: 90}") Threshold cpuPercent,
            @Setting(
                            value = "Free share of the disk, in percent; less is worse.",
                            byDefault = "{warning: 20, critical: 10}")
                    Threshold freeStoragePercent,
            @Setting(
                            value = "Open connections, as their count; a db.t3.micro takes about 85.",
                            byDefault = "{warning: 80}")
                    Threshold connections,
            @Setting(value = "Open connections, in percent of the most that the database takes.", byDefault = "{}")
                    Threshold connectionsPercent,
            @Setting(value = "Average time of a query, in seconds.", byDefault = "{}") Threshold querySeconds,
            @Setting(value = "Average time of a read from the disk, in seconds.", byDefault = "{}")
                    Threshold readLatencySeconds,
            @Setting(value = "Average time of a write to the disk, in seconds.", byDefault = "{}")
                    Threshold writeLatencySeconds,
            @Setting(value = "Time by which a read replica lags behind, in seconds.", byDefault = "{}")
                    Threshold replicaLagSeconds)
            implements Checked {
        @Override
        public void check(Check check) {
            cpuPercent.checkRising("cpu_percent", check);
            freeStoragePercent.checkFalling("free_storage_percent", check);
            connections.checkRising("connections", check);
            connectionsPercent.checkRising("connections_percent", check);
            querySeconds.checkRising("query_seconds", check);
            readLatencySeconds.checkRising("read_latency_seconds", check);
            writeLatencySeconds.checkRising("write_latency_seconds", check);
            replicaLagSeconds.checkRising("replica_lag_seconds", check);
        }
    }

    /** Alarms of a cache's node. */
    public record Cache(
            @Setting(value = "Memory in use, in percent.", byDefault = "{warning: 80}") Threshold memoryPercent,
            @Setting(value = "CPU of Redis's own thread, in percent.", byDefault = "{warning: 80}")
                    Threshold engineCpuPercent,
            @Setting(value = "Keys that had to make room for others, as their count.", byDefault = "{warning: 100}")
                    Threshold evictions)
            implements Checked {
        @Override
        public void check(Check check) {
            memoryPercent.checkRising("memory_percent", check);
            engineCpuPercent.checkRising("engine_cpu_percent", check);
            evictions.checkRising("evictions", check);
        }
    }

    /** Alarms of what stands in front of the regions. */
    public record Edge(
            @Setting(value = "Alarms of the web ACL.", byDefault = "{}") WebAcl webAcl,
            @Setting(value = "Alarms of each distribution.", byDefault = "{}") Distribution distribution) {}

    /** Alarms of the web ACL. */
    public record WebAcl(
            @Setting(value = "Requests that the web ACL refuses, as their count.", byDefault = "{}")
                    Threshold blockedRequests)
            implements Checked {
        @Override
        public void check(Check check) {
            blockedRequests.checkRising("blocked_requests", check);
        }
    }

    /** Alarms of a distribution. CloudFront's figures are in us-east-1, and so must the unit be that compares them. */
    public record Distribution(
            @Setting(value = "Share of requests that end in an error of ours (5xx), in percent.", byDefault = "{}")
                    Threshold errorRatePercent)
            implements Checked {
        @Override
        public void check(Check check) {
            errorRatePercent.checkRising("error_rate_percent", check);
        }
    }
}
