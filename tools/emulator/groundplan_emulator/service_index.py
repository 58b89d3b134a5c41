"""Which services of botocore a signing name may stand for: read from the models' first lines, not from a list of ours."""

import functools
import gzip
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

# The metadata of a model is its first object; the rest, up to megabytes, is not read.
HEAD_BYTES = 4096
FIELD = re.compile(r'"(apiVersion|endpointPrefix|signingName|targetPrefix|protocol)":\s*"([^"]+)"')


@dataclass(frozen=True)
class Service:
    """A service of botocore. `name` is botocore's own, such as "elbv2"."""

    name: str
    signing_name: str
    endpoint_prefix: str
    api_version: str
    target_prefix: str
    protocol: str


@functools.cache
def _by_signing_name() -> dict[str, list[Service]]:
    import botocore

    services: dict[str, list[Service]] = defaultdict(list)
    for folder in sorted((Path(botocore.__file__).parent / "data").iterdir()):
        versions = sorted(folder.glob("*/service-2.json*")) if folder.is_dir() else []
        if not versions:
            continue
        newest = versions[-1]
        with gzip.open(newest, "rt") if newest.suffix == ".gz" else newest.open(encoding="utf-8") as model:
            head = model.read(HEAD_BYTES)
        fields = dict(reversed(FIELD.findall(head.split('"operations"')[0])))
        endpoint = fields.get("endpointPrefix", folder.name)
        service = Service(
            name=folder.name,
            signing_name=fields.get("signingName", endpoint),
            endpoint_prefix=endpoint,
            api_version=fields.get("apiVersion", ""),
            target_prefix=fields.get("targetPrefix", ""),
            protocol=fields.get("protocol", ""),
        )
        services[service.signing_name].append(service)
    for candidates in services.values():
        # Of several that answer the same requests, such as RDS and Neptune, the one that the name belongs to.
        candidates.sort(key=lambda service: (service.name != service.signing_name, service.name))
    return services


def services_of(signing_name: str) -> list[Service]:
    """The services that sign with a name, the one of the same name first; none for a name that no model has."""
    return _by_signing_name().get(signing_name, [])
