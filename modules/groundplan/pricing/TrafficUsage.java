package groundplan.pricing;

import groundplan.kernel.Setting;

/** Requests and data transfer. */
public record TrafficUsage(
        @Setting(value = "GB through each NAT gateway.", byDefault = "50", min = 0) double natGb,
        @Setting(value = "GB through each interface endpoint.", byDefault = "10", min = 0) double endpointGb,
        @Setting(value = "Capacity units (LCU) that each load balancer uses on average.", byDefault = "1", min = 0)
                double loadBalancerLcus,
        @Setting(value = "GB from each load balancer to the Internet.", byDefault = "50", min = 0)
                double loadBalancerOutGb,
        @Setting(value = "Millions of requests that each web ACL inspects.", byDefault = "1", min = 0)
                double webRequestsMillion,
        @Setting(value = "Millions of queries to each hosted zone.", byDefault = "1", min = 0) double dnsQueriesMillion,
        @Setting(value = "Thousands of messages through each topic and queue.", byDefault = "1", min = 0)
                double messagesThousands,
        @Setting(value = "Millions of recorded traces of each service that X-Ray traces.", byDefault = "0.1", min = 0)
                double tracesMillion) {}
