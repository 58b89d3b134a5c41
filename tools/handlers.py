"""Writes test/groundplan/boundary/handler-permissions.json anew: what CloudFormation's handlers need of the types in the committed tree.

    /tmp/offers/bin/python tools/handlers.py

Set up as for offers.py. It is another judge of the roles than modules/groundplan/iam/provider_actions.csv, which tools/permissions.py
writes: RolePermissionsTest compares with it. Types that CloudFormation has not, and those in KEPT, keep the rows that they have; a type
that is new in the tree and has no schema has to be added by hand.
"""

import json
import re
from pathlib import Path

from cloudformation import SCHEMAS, cloudformation_types, plain

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "test/groundplan/boundary/handler-permissions.json"
LIMITS = ROOT / "modules/groundplan/boundary/Limits.java"

# Types of CloudFormation with other names, besides those in cloudformation.py.
OTHERS = {
    "aws_codedeploy_app": "awscodedeployapplication",
    "aws_db_option_group": "awsrdsoptiongroup",
    "aws_ecs_cluster_capacity_providers": "awsecsclustercapacityproviderassociations",
}
# CloudFormation manages these together with others, or through services that no unit uses.
KEPT = {
    "aws_amplify_app": "CodeCommit",
    "aws_amplify_branch": "CodeCommit",
    "aws_appautoscaling_scheduled_action": "part of the scalable target",
    "aws_iam_role": "its policies are resources of their own",
    "aws_iam_policy": "attachments are resources of their own",
    "aws_iam_openid_connect_provider": "an administrator's",
    "aws_iam_service_linked_role": "it stays",
    "aws_rds_cluster_instance": "as an instance of its own",
    "aws_wafv2_web_acl_association": "every service that may have a web ACL",
}
# They read or use what is kept, which no refresh of the provider does.
VALUES = {"kms:Decrypt", "secretsmanager:GetSecretValue", "s3:GetObject"}
READING = re.compile("(Get|List|Describe|Head|BatchGet|View|GET)")
# IAM has no such action.
NONE = {"iam:DescribeOrganization"}


def services() -> set[str]:
    """The services that units use: those of the boundary, and IAM."""
    listed = LIMITS.read_text(encoding="utf-8").split("SERVICES = List.of(")[1].split(");")[0]
    return set(re.findall(r'"([a-z0-9-]+)"', listed)) | {"iam", "chatbot"}


def permissions(schema: dict, used: set[str], *phases: str) -> set[str]:
    names = {name for phase in phases for name in schema.get("handlers", {}).get(phase, {}).get("permissions", [])}
    names = {":".join([name.split(":")[0].lower(), *name.split(":")[1:]]) for name in names}
    return {name for name in names if name.split(":")[0] in used} - NONE


def main() -> None:
    old = json.loads(TARGET.read_text(encoding="utf-8"))
    types, used, files = old["types"], services(), cloudformation_types()
    tree = (ROOT / "terragrunt").rglob("main.tf.json")
    emitted = {kind for file in tree for kind in json.loads(file.read_text(encoding="utf-8")).get("resource", {})}
    for kind in sorted(emitted | set(types)):
        file = None if kind in KEPT else files.get(OTHERS.get(kind, plain(kind)))
        if file is None:
            if kind not in types:
                print(f"{kind}: CloudFormation has no such type; add it by hand")
            continue
        schema = json.loads((SCHEMAS / "resources" / f"{file}.json").read_text(encoding="utf-8"))
        every = permissions(schema, used, "create", "read", "update", "delete")
        read = {name for name in permissions(schema, used, "read") if READING.match(name.split(":")[1])} - VALUES
        write = every - read - {"secretsmanager:GetSecretValue"}
        if read or write:
            types[kind] = {"read": sorted(read), "write": sorted(write)}
    TARGET.write_text(json.dumps({"//": old["//"], "types": dict(sorted(types.items()))}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
