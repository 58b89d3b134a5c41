"""Writes the names of VPC endpoints and the versions of Kubernetes at EKS as tables in modules/groundplan/offers, from AWS's CDK.

    npm pack aws-cdk-lib@VERSION && tar -xzf aws-cdk-lib-VERSION.tgz package/package.json package/aws-ec2 package/aws-eks
    python=$(dirname "$(tools/tool emulator)")/../venv/bin/python
    "$python" tools/cdk.py package DATE

The AWS Cloud Development Kit is published by AWS; its constants are these names. DATE is the day on which the version was published:
`npm view aws-cdk-lib time`. Nothing of the package is run. The CDK lacks some services, so a name is also known if botocore has it as the
prefix of a regional service's endpoints.
"""

import json
import re
import sys
from pathlib import Path

import botocore.session

TARGET = Path(__file__).resolve().parent.parent / "modules/groundplan/offers"
# A second argument is another domain than com.amazonaws.<region>.
ENDPOINT = re.compile(r'InterfaceVpcEndpointAwsService\("([^"]+)"(,"[^"]+")?[),]')
KUBERNETES = re.compile(r"\bV1_([0-9]+)\b")


def main(package: Path, date: str) -> None:
    version = json.loads((package / "package.json").read_text())["version"]
    cdk = set()
    for name, domain in ENDPOINT.findall((package / "aws-ec2/lib/vpc-endpoint.js").read_text()):
        if not domain:
            cdk.add(name)
    assert len(cdk) > 300, "the constants have another form now"
    names = cdk | regional()
    head = f"# Written by tools/cdk.py from aws-cdk-lib {version}, with data of {date}."
    write("vpc-endpoints.csv", [head, "# The names of services with interface endpoints, after com.amazonaws.<region>.", "service", *sorted(names)])
    minors = sorted({int(minor) for minor in KUBERNETES.findall((package / "aws-eks/lib/cluster.js").read_text())})
    write("kubernetes-versions.csv", [head, "# The newest version of Kubernetes at EKS.", "version", f"1.{minors[-1]}"])


def regional() -> set[str]:
    """The prefixes of endpoints of services that are not global."""
    session = botocore.session.get_session()
    loader = session.get_component("data_loader")
    partition = loader.load_data("endpoints")["partitions"][0]
    names = set()
    for service in session.get_available_services():
        prefix = session.get_service_model(service).endpoint_prefix
        known = partition["services"].get(prefix, {})
        if known and known.get("isRegionalized", True) and "partitionEndpoint" not in known:
            names.add(prefix)
    return names


def write(name: str, lines: list[str]) -> None:
    (TARGET / name).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
