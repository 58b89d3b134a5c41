package groundplan.network;

import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import groundplan.parts.LogGroup;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.List;

/** The flow log of all traffic in the VPC, accepted and rejected. */
final class FlowLog {
    FlowLog(NetworkUnit unit, Vpc vpc, int retentionDays, String logsKeyArn) {
        LogGroup group =
                new LogGroup(unit, "flow_log", "/vpc/" + unit.context().name("flow-log"), retentionDays, logsKeyArn);
        ServiceRole role = new ServiceRole(unit, "flow_log", "vpc-flow-logs.amazonaws.com", "Writes the VPC's flow log")
                .allow(List.of(
                        Statement.allow("Write", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams")
                                .on(group.arn() + ":*")));
        unit.add("main", (scope, id) -> com.hashicorp.cdktf.providers.aws.flow_log.FlowLog.Builder.create(scope, id)
                .vpcId(vpc.getId())
                .trafficType("ALL")
                .logDestinationType("cloud-watch-logs")
                .logDestination(group.arn())
                .iamRoleArn(role.arn())
                .maxAggregationInterval(60)
                .tags(unit.named("flow-log"))
                .build());
    }
}
