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
    @Setting(value = "Alarms of the web ACL.", byDefault = "{}") WebAcl webAcl,
    @Setting(value = "Events, and which topic is told of them.", byDefault = "{}") Events events) {

  /** Alarms of a load balancer. */
  public record LoadBalancer(
      @Setting(value = "Share of requests that end in an error of ours (5xx), in percent.",
          byDefault = "{warning: 1, critical: 5}") Threshold errorRatePercent,
      @Setting(value = "Errors that the load balancer itself answers with (5xx), as their count.",
          byDefault = "{warning: 10}") Threshold balancerErrors,
      @Setting(value = "Response time that 95 of 100 requests stay within, in seconds.", byDefault = "{warning: 1}")
          Threshold latencyP95Seconds,
      @Setting(value = "Average response time, in seconds.", byDefault = "{}") Threshold latencyAverageSeconds,
      @Setting(value = "Targets of a service that fail their health check, as their count.",
          byDefault = "{critical: 0, minutes: 3}") Threshold unhealthyTargets)
      implements Checked {
    @Override
    public void check(Check check) {
      errorRatePercent.checkRising("error_rate_percent", check);
      balancerErrors.checkRising("balancer_errors", check);
      latencyP95Seconds.checkRising("latency_p95_seconds", check);
      latencyAverageSeconds.checkRising("latency_average_seconds", check);
      unhealthyTargets.checkRising("unhealthy_targets", check);
    }
  }

  /** Alarms of a service. */
  public record Service(
      @Setting(value = "Tasks that are wanted but do not run, as their count.", byDefault = "{critical: 0}")
          Threshold missingTasks,
      @Setting(value = "Steps by which the number of wanted tasks changes within a minute.",
          byDefault = "{warning: 0, minutes: 1}") Threshold scalingSteps,
      @Setting(value = "CPU of what the tasks reserve, in percent.", byDefault = "{warning: 80}") Threshold cpuPercent,
      @Setting(value = "Memory of what the tasks reserve, in percent.", byDefault = "{warning: 85}") Threshold memoryPercent)
      implements Checked {
    @Override
    public void check(Check check) {
      missingTasks.checkRising("missing_tasks", check);
      scalingSteps.checkRising("scaling_steps", check);
      cpuPercent.checkRising("cpu_percent", check);
      memoryPercent.checkRising("memory_percent", check);
    }
  }

  /** Alarms of a database. */
  public record Database(
      @Setting(value = "CPU, in percent.", byDefault = "{warning: 80, critical: 90}") Threshold cpuPercent,
      @Setting(value = "Free share of the disk, in percent; less is worse.", byDefault = "{warning: 20, critical: 10}")
          Threshold freeStoragePercent,
      @Setting(value = "Open connections, as their count; a db.t3.micro takes about 85.", byDefault = "{warning: 80}")
          Threshold connections,
      @Setting(value = "Average time of a read from the disk, in seconds.", byDefault = "{}") Threshold readLatencySeconds,
      @Setting(value = "Average time of a write to the disk, in seconds.", byDefault = "{}") Threshold writeLatencySeconds)
      implements Checked {
    @Override
    public void check(Check check) {
      cpuPercent.checkRising("cpu_percent", check);
      freeStoragePercent.checkFalling("free_storage_percent", check);
      connections.checkRising("connections", check);
      readLatencySeconds.checkRising("read_latency_seconds", check);
      writeLatencySeconds.checkRising("write_latency_seconds", check);
    }
  }

  /** Alarms of a cache's node. */
  public record Cache(
      @Setting(value = "Memory in use, in percent.", byDefault = "{warning: 80}") Threshold memoryPercent,
      @Setting(value = "CPU of Redis's own thread, in percent.", byDefault = "{warning: 80}") Threshold engineCpuPercent,
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

  /** Alarms of the web ACL. */
  public record WebAcl(
      @Setting(value = "Requests that the web ACL refuses, as their count.", byDefault = "{}") Threshold blockedRequests)
      implements Checked {
    @Override
    public void check(Check check) {
      blockedRequests.checkRising("blocked_requests", check);
    }
  }

  /** Events that are no figure. */
  public record Events(
      @Setting(value = "A service grew to the most tasks that it may have.", byDefault = "warning",
          oneOf = {"critical", "warning", "none"}) String scaledToMax,
      @Setting(value = "A deployment failed.", byDefault = "warning", oneOf = {"critical", "warning", "none"})
          String failedDeployments,
      @Setting(value = "A database failed, failed over, or runs out of disk.", byDefault = "critical",
          oneOf = {"critical", "warning", "none"}) String databaseFailures,
      @Setting(value = "A database is maintained or its configuration changed.", byDefault = "warning",
          oneOf = {"critical", "warning", "none"}) String databaseChanges) {}
}
