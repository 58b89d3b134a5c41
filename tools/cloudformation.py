"""Writes test/groundplan/offers/cloudformation.tsv: what CloudFormation's schemas say of the arguments in the committed tree.

    /tmp/offers/bin/python tools/cloudformation.py

Set up as for offers.py. Terraform and CloudFormation configure the same APIs, mostly under the same names: a type and an argument
belong to those of CloudFormation that are the same without underscores and case. Types with other names are in OTHERS. Rows are
tab-separated: type, argument, rule, value; the rules are those of JSON Schema.
"""

import json
import pathlib
from collections import defaultdict
from importlib.metadata import distribution

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "test/groundplan/offers/cloudformation.tsv"
SCHEMAS = pathlib.Path(distribution("cfn-lint").locate_file("cfnlint/data/schemas"))
RULES = ("enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems")

# CloudFormation's types whose names differ, or are not unique without the service.
OTHERS = {
    "aws_acm_certificate": "CertificateManager::Certificate",
    "aws_appautoscaling_policy": "ApplicationAutoScaling::ScalingPolicy",
    "aws_appautoscaling_target": "ApplicationAutoScaling::ScalableTarget",
    "aws_cloudtrail": "CloudTrail::Trail",
    "aws_cloudwatch_event_rule": "Events::Rule",
    "aws_cloudwatch_log_group": "Logs::LogGroup",
    "aws_cloudwatch_log_metric_filter": "Logs::MetricFilter",
    "aws_cloudwatch_metric_alarm": "CloudWatch::Alarm",
    "aws_db_event_subscription": "RDS::EventSubscription",
    "aws_db_instance": "RDS::DBInstance",
    "aws_db_parameter_group": "RDS::DBParameterGroup",
    "aws_db_subnet_group": "RDS::DBSubnetGroup",
    "aws_lb": "ElasticLoadBalancingV2::LoadBalancer",
    "aws_lb_listener": "ElasticLoadBalancingV2::Listener",
    "aws_lb_listener_rule": "ElasticLoadBalancingV2::ListenerRule",
    "aws_lb_target_group": "ElasticLoadBalancingV2::TargetGroup",
    "aws_rds_cluster": "RDS::DBCluster",
    "aws_rds_cluster_instance": "RDS::DBInstance",
    "aws_rds_cluster_parameter_group": "RDS::DBClusterParameterGroup",
    "aws_route53_record": "Route53::RecordSet",
    "aws_route53_zone": "Route53::HostedZone",
    "aws_secretsmanager_secret_rotation": "SecretsManager::RotationSchedule",
    "aws_security_group": "EC2::SecurityGroup",
    "aws_sns_topic_subscription": "SNS::Subscription",
    "aws_vpc_endpoint": "EC2::VPCEndpoint",
    "aws_vpc_security_group_egress_rule": "EC2::SecurityGroupEgress",
    "aws_vpc_security_group_ingress_rule": "EC2::SecurityGroupIngress",
}

# Where Terraform's argument means something else, or its provider translates the value.
DIFFERENT = {
    # CloudFormation cannot create secure strings; the API can.
    ("aws_ssm_parameter", "type"),
}


def plain(name):
    return name.replace("_", "").lower()


def cloudformation_types():
    """The file of each type's schema, by plain names: of service and type, and of the type if it is unique."""
    provider = json.loads((SCHEMAS / "providers/us-east-1.json").read_text())
    found = defaultdict(set)
    for name, digest in provider.items():
        parts = name.split("::")
        if parts[0] == "AWS" and len(parts) == 3:
            found["aws" + plain(parts[1] + parts[2])].add(digest)
            found["aws" + plain(parts[2])].add(digest)
    files = {name: digests.pop() for name, digests in found.items() if len(digests) == 1}
    return files | {plain(name): provider[f"AWS::{other}"] for name, other in OTHERS.items()}


def resolved(schema, root):
    while "$ref" in schema:
        target = root
        for key in schema["$ref"].split("/")[1:]:
            target = target[key]
        schema = target
    return schema


def rules(value, schema, root, path, found):
    """Collects the rules for an argument and what is below it."""
    schema = resolved(schema, root)
    found[path] |= {(rule, json.dumps(schema[rule])) for rule in RULES if rule in schema}
    if isinstance(value, list):
        for entry in value:
            # A block that CloudFormation has once is a list in Terraform's JSON.
            rules(entry, schema["items"] if "items" in schema else schema, root, path, found)
    elif isinstance(value, dict):
        schema = resolved(schema["items"], root) if "items" in schema else schema
        known = {plain(name): property for name, property in schema.get("properties", {}).items()}
        for name, below in value.items():
            if plain(name) in known:
                rules(below, known[plain(name)], root, f"{path}.{name}" if path else name, found)


def main():
    files = cloudformation_types()
    found = defaultdict(lambda: defaultdict(set))
    for document in sorted((ROOT / "terragrunt").rglob("main.tf.json")):
        for kind, resources in json.loads(document.read_text()).get("resource", {}).items():
            if plain(kind) in files:
                root = json.loads((SCHEMAS / "resources" / f"{files[plain(kind)]}.json").read_text())
                for body in resources.values():
                    rules(body, {"properties": root["properties"]}, root, "", found[kind])
    date = json.loads((SCHEMAS / "version.json").read_text())["schema_date"][:10]
    lines = [f"# Written by tools/cloudformation.py from cfn-lint {distribution('cfn-lint').version}, with data of {date}."]
    for kind in sorted(found):
        for path in sorted(found[kind]):
            if (kind, path) not in DIFFERENT:
                lines += ["\t".join([kind, path, *rule]) for rule in sorted(found[kind][path])]
    TARGET.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
