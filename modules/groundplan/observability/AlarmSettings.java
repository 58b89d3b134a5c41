package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;

/** Thresholds of the alarms, by what they monitor. */
public record AlarmSettings(
        @Setting(value = "Alarms of each load balancer.", byDefault = "{}") LoadBalancer loadBalancer,
        @Setting(value = "Alarms of each service.", byDefault = "{}") Service service,
        @Setting(value = "Alarms of each database.", byDefault = "{}") Database database,
        @Setting(value = "Alarms of each cache node.", byDefault = "{}") Cache cache,
        @Setting(value = "Alarms of each function, with the API or the queue in front of it.", byDefault = "{}")
                FunctionAlarmSettings function,
        @Setting(value = "Alarms of global services in front of the regions.", byDefault = "{}") Edge edge,
        @Setting(value = "Alarms of the audit trail.", byDefault = "{}") TrailAlarmSettings trail,
        @Setting(value = "Events, and the topic that is notified of each.", byDefault = "{}") EventSettings events) {

    /** Alarms of a load balancer. */
    public record LoadBalancer(
            @Setting(
                            value = "Share of requests with a server error (5xx), in percent.",
                            byDefault = "{warning: 1, critical: 5}")
                    Threshold errorRatePercent,
            @Setting(value = "Number of 5xx errors of the load balancer itself.", byDefault = "{warning: 10}")
                    Threshold balancerErrors,
            @Setting(value = "95th percentile of the response time, in seconds.", byDefault = "{warning: 1}")
                    Threshold latencyP95Seconds,
            @Setting(value = "Average response time, in seconds.", byDefault = "{}") Threshold latencyAverageSeconds,
            @Setting(value = "Number of unhealthy targets of a service.", byDefault = "{critical: 0, minutes: 3}")
                    Threshold unhealthyTargets,
            @Setting(value = "Number of healthy targets of a service; fewer is worse.", byDefault = "{}")
                    Threshold healthyTargets,
            @Setting(value = "Share of requests whose connection to a target failed, in percent.", byDefault = "{}")
                    Threshold connectionErrorsPercent,
            @Setting(
                            value =
                                    "Number of requests, in standard deviations from the usual number at the time: unusually many or few.",
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
                    "with 0, every minute would be an anomaly; use 2 to 3 to ignore random variation");
        }
    }

    /** Alarms of a service. */
    public record Service(
            @Setting(value = "Number of desired tasks that are not running.", byDefault = "{critical: 0}")
                    Threshold missingTasks,
            @Setting(
                            value = "Change of the desired number of tasks within a minute.",
                            byDefault = "{warning: 0, minutes: 1}")
                    Threshold scalingSteps,
            @Setting(value = "CPU utilization, in percent of what the tasks reserve.", byDefault = "{warning: 80}")
                    Threshold cpuPercent,
            @Setting(value = "Memory utilization, in percent of what the tasks reserve.", byDefault = "{warning: 85}")
                    Threshold memoryPercent,
            @Setting(value = "Ephemeral storage in use, in percent of what the tasks reserve.", byDefault = "{}")
                    Threshold diskPercent)
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
            @Setting(value = "CPU utilization, in percent.", byDefault = "{warning: 80, critical: 90}")
                    Threshold cpuPercent,
            @Setting(
                            value = "Free share of the disk, in percent; less is worse.",
                            byDefault = "{warning: 20, critical: 10}")
                    Threshold freeStoragePercent,
            @Setting(value = "Number of open connections; a db.t3.micro allows about 85.", byDefault = "{warning: 80}")
                    Threshold connections,
            @Setting(value = "Open connections, in percent of the maximum of the database.", byDefault = "{}")
                    Threshold connectionsPercent,
            @Setting(value = "Average time of a query, in seconds.", byDefault = "{}") Threshold querySeconds,
            @Setting(value = "Average time of a read from the disk, in seconds.", byDefault = "{}")
                    Threshold readLatencySeconds,
            @Setting(value = "Average time of a write to the disk, in seconds.", byDefault = "{}")
                    Threshold writeLatencySeconds,
            @Setting(value = "Replication lag of a read replica, in seconds.", byDefault = "{}")
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

    /** Alarms of a cache node. */
    public record Cache(
            @Setting(value = "Memory in use, in percent.", byDefault = "{warning: 80}") Threshold memoryPercent,
            @Setting(value = "CPU utilization of the Redis engine thread, in percent.", byDefault = "{warning: 80}")
                    Threshold engineCpuPercent,
            @Setting(value = "Number of evicted keys.", byDefault = "{warning: 100}") Threshold evictions)
            implements Checked {
        @Override
        public void check(Check check) {
            memoryPercent.checkRising("memory_percent", check);
            engineCpuPercent.checkRising("engine_cpu_percent", check);
            evictions.checkRising("evictions", check);
        }
    }

    /** Alarms of global services in front of the regions. */
    public record Edge(
            @Setting(value = "Alarms of the web ACL.", byDefault = "{}") WebAcl webAcl,
            @Setting(value = "Alarms of each distribution.", byDefault = "{}") Distribution distribution) {}

    /** Alarms of the web ACL. */
    public record WebAcl(
            @Setting(value = "Number of requests that the web ACL blocks.", byDefault = "{}") Threshold blockedRequests)
            implements Checked {
        @Override
        public void check(Check check) {
            blockedRequests.checkRising("blocked_requests", check);
        }
    }

    /** Alarms of a distribution. CloudFront's metrics are in us-east-1, so the unit must be there too. */
    public record Distribution(
            @Setting(value = "Share of requests with a server error (5xx), in percent.", byDefault = "{}")
                    Threshold errorRatePercent)
            implements Checked {
        @Override
        public void check(Check check) {
            errorRatePercent.checkRising("error_rate_percent", check);
        }
    }
}
