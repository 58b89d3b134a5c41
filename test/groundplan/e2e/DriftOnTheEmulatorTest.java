package groundplan.e2e;

import groundplan.e2e.EmulatedAws.Caller;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody adds by hand to an applied environment is found, whether an apply would remove it or not. */
@Tag("nightly")
class DriftOnTheEmulatorTest {
    private static final Caller SOMEBODY = Caller.root("123456789012");
    private static final String ROLE = "shop-dev-network-flow-log";

    @Test
    void whatWasAddedByHandIsFound(@TempDir Path folder) throws Exception {
        TempProject project = TempProject.shop(folder).with(TempProject.DEV, "units:\n  state:\n");
        try (OwnEmulator emulator = new OwnEmulator(project, 0)) {
            Path plan = folder.resolve("plan.json");
            emulator.well("synth");
            emulator.well("bootstrap", "shop/dev");
            emulator.well("plan", "shop/dev", "--out", plan.toString());
            emulator.well("apply", "shop/dev", "--plan", plan.toString());
            emulator.groundplan("drift", "shop/dev", "--detailed-exitcode")
                    .exits(0)
                    .prints("shop/dev has not drifted.");

            EmulatedAws aws = new EmulatedAws(emulator.url());
            byHand(aws);
            String copy = networkWithTheSameTags(aws);
            Outcome drift = emulator.groundplan("drift", "shop/dev", "--detailed-exitcode")
                    .exits(2);
            drift.prints("tags[\"team.example.com/by\"]: (none) -> hand")
                    .prints("tags.Environment: dev -> prod")
                    .prints("tags_all.Project: shop -> (none)")
                    .prints("aws_default_security_group.main\n    ingress[\"tcp 22 0.0.0.0/0\"]")
                    .prints("inline_policy.by-hand")
                    .prints("managed_policy_arns.arn:aws:iam::aws:policy/AdministratorAccess")
                    .prints("route[\"10.99.0.0/16\"]")
                    .prints("vpc/" + copy + " has the tags of shop/dev and is in no state");
            emulator.groundplan("plan", "shop/dev")
                    .exits(0)
                    .prints("aws_default_security_group.main: ingress[\"tcp 22 0.0.0.0/0\"]");
        }
    }

    private static String networkWithTheSameTags(EmulatedAws aws) throws IOException {
        String vpc = ec2(aws, "CreateVpc", "CidrBlock", "10.9.0.0/16").text("vpcId");
        ec2(
                aws,
                "CreateTags",
                "ResourceId.1",
                vpc,
                "Tag.1.Key",
                "Project",
                "Tag.1.Value",
                "shop",
                "Tag.2.Key",
                "Environment",
                "Tag.2.Value",
                "dev");
        return vpc;
    }

    private static void byHand(EmulatedAws aws) throws IOException {
        String vpc = ec2(aws, "DescribeVpcs", "Filter.1.Name", "cidr", "Filter.1.Value.1", "10.0.0.0/16")
                .text("vpcId");
        ec2(
                aws,
                "CreateTags",
                "ResourceId.1",
                vpc,
                "Tag.1.Key",
                "team.example.com/by",
                "Tag.1.Value",
                "hand",
                "Tag.2.Key",
                "Environment",
                "Tag.2.Value",
                "prod");
        ec2(aws, "DeleteTags", "ResourceId.1", vpc, "Tag.1.Key", "Project");
        String group = ec2(
                        aws,
                        "DescribeSecurityGroups",
                        "Filter.1.Name",
                        "vpc-id",
                        "Filter.1.Value.1",
                        vpc,
                        "Filter.2.Name",
                        "group-name",
                        "Filter.2.Value.1",
                        "default")
                .text("groupId");
        ec2(
                aws,
                "AuthorizeSecurityGroupIngress",
                "GroupId",
                group,
                "IpPermissions.1.IpProtocol",
                "tcp",
                "IpPermissions.1.FromPort",
                "22",
                "IpPermissions.1.ToPort",
                "22",
                "IpPermissions.1.IpRanges.1.CidrIp",
                "0.0.0.0/0");
        String gateway = ec2(
                        aws, "DescribeInternetGateways", "Filter.1.Name", "attachment.vpc-id", "Filter.1.Value.1", vpc)
                .text("internetGatewayId");
        String table = ec2(aws, "DescribeRouteTables", "Filter.1.Name", "route.gateway-id", "Filter.1.Value.1", gateway)
                .text("routeTableId");
        ec2(aws, "CreateRoute", "RouteTableId", table, "DestinationCidrBlock", "10.99.0.0/16", "GatewayId", gateway);
        aws.iam(
                        SOMEBODY,
                        "PutRolePolicy",
                        Map.of(
                                "RoleName",
                                ROLE,
                                "PolicyName",
                                "by-hand",
                                "PolicyDocument",
                                "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\","
                                        + " \"Resource\": \"*\"}}"))
                .well();
        aws.iam(
                        SOMEBODY,
                        "AttachRolePolicy",
                        Map.of("RoleName", ROLE, "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"))
                .well();
    }

    private static EmulatedAws.Answer ec2(EmulatedAws aws, String operation, String... parameters) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return aws.form(SOMEBODY, "ec2", "2016-11-15", operation, all).well();
    }
}
