package groundplan.observability;

/** Settings of an environment with something to watch, and of three units that watch it. */
final class Example {
    static final String REST =
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      storage:
        buckets:
          proofs: {}
      secrets:
        secrets:
          pagerduty_routing_key:
            description: Key of the integration.
      waf: {}
      rds:
        instance_class: db.t3.micro
        storage: {allocated_storage: 20}
        database: {engine_version: "16.10", db_name: sign}
      elasticache:
        node_type: cache.t3.micro
      certificate:
        domain_name: sign.example.com
        dns: dns
      dns:
        zone_name: example.com
      ecs:
        storage: storage
        load_balancer:
          web_acl: waf
        services:
          sign:
            image: {external: "public.ecr.aws/shop/sign@sha256:%s"}
            port: 3001
            routing: {priority: 100, protocol: HTTP, host_names: [sign.example.com]}
      """
                    .formatted("0".repeat(64));
    static final String WATCHING =
            """
      observability:
        watch:
          ecs: [ecs]
          databases: [rds]
          caches: [elasticache]
          waf: waf
        notifications:
          critical:
            pagerduty: {secret: pagerduty_routing_key, secrets: secrets, storage: storage}
            email: [on.call@example.com]
          warning:
            slack: {workspace_id: T0WORKSPACE, channel_id: C0WARNING}
      bare:
        kind: observability
        dashboard: [cost]
      own:
        kind: observability
        watch:
          ecs: [ecs]
          databases: [rds]
        notifications:
          critical:
            slack: {workspace_id: T0WORKSPACE, channel_id: C0SHARED0}
          warning:
            slack: {workspace_id: T0WORKSPACE, channel_id: C0SHARED0}
        alarms:
          load_balancer:
            error_rate_percent: {critical: 2.5, minutes: 2}
            latency_average_seconds: {warning: 1}
          service:
            cpu_percent: {}
          events:
            scaled_to_max: none
            failed_deployments: critical
            database_changes: none
      """;

    private Example() {}
}
