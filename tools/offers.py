"""Writes what AWS offers for something new as tables in modules/groundplan/offers, from the data of cfn-lint.

    python3 -m venv /tmp/offers
    /tmp/offers/bin/pip install --require-hashes --no-deps -r tools/python/cfn-lint.txt
    /tmp/offers/bin/python tools/offers.py

cfn-lint, the linter of AWS CloudFormation, is published by AWS; the files read here are written by its maintainers' scripts from
answers of the AWS APIs. The module itself is not imported, so its own requirements are not needed. Only what the kinds of unit use is
kept. A table has one row per line; lists are separated by spaces.
"""

import json
import pathlib
import re
from collections import defaultdict
from importlib.metadata import distribution

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "modules/groundplan/offers"
DATA = pathlib.Path(distribution("cfn-lint").locate_file("cfnlint/data"))
EXTENSIONS = DATA / "schemas/extensions"

# The engines of the kind rds, with the first major version that it takes, and the schema that has their versions.
ENGINES = {
    "aurora-mysql": ((8, 0), "aws_rds_dbcluster"),
    "aurora-postgresql": ((13,), "aws_rds_dbcluster"),
    "mysql": ((8, 0), "aws_rds_dbinstance"),
    "postgres": ((13,), "aws_rds_dbinstance"),
}
CACHES = ("redis", "valkey")


# Types of Terraform that not all regions have. CloudFormation lacks others in some too, but they are called in one region for all.
REGIONAL = {
    "aws_amplify_app": "AWS::Amplify::App",
    "aws_lambda_code_signing_config": "AWS::Lambda::CodeSigningConfig",
    "aws_signer_signing_profile": "AWS::Signer::SigningProfile",
}


def read(path):
    return json.loads(path.read_text())


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def by_engine(schema):
    """The versions of each engine in one of the schemas that list them."""
    found = defaultdict(list)
    for rule in read(EXTENSIONS / schema)["allOf"]:
        here = rule["if"]["properties"]
        engine = here["Engine"].get("const")
        if engine:
            there = rule["then"]["properties"] if isinstance(rule["then"], dict) else here
            found[engine] += there["EngineVersion"]["enum"]
    return found


def major(engine, version):
    """The part of a version that the family of its parameter group has too: 8.0, or 16."""
    return ".".join(version.split(".")[: 2 if "mysql" in engine else 1])


def offered_versions(engine):
    """The versions of an engine that can be chosen for a new database, by major version; a major version alone is none."""
    first, schema = ENGINES[engine]
    deprecated = set(by_engine(f"{schema}/engine_version_deprecated.json")[engine])
    offered = defaultdict(list)
    for version in sorted(by_engine(f"{schema}/engine_version.json")[engine], key=numbers):
        line = major(engine, version)
        # Limitless databases are clusters of another form, which no kind creates.
        if version in deprecated or version == line or version.endswith("-limitless"):
            continue
        if tuple(numbers(line)) >= first:
            offered[line].append(version)
    return offered


def classes_by_version():
    """The instance classes of each version. The source's rows are the same for all engines: each has those of every engine."""
    found = {}
    for rule in read(EXTENSIONS / "aws_rds_dbinstance/db_instance_class.json")["allOf"]:
        pattern = rule["if"]["properties"]["EngineVersion"]["pattern"]
        version = re.fullmatch(r"\^\((.*?)\\\.\.\+\|.*\)\$", pattern).group(1).replace("\\", "")
        found[version] = set(rule["then"]["properties"]["DBInstanceClass"]["enum"])
    return found


def wanted_class(engine, name):
    # A serverless instance needs a scaling configuration, which the kind rds does not write.
    if name == "db.serverless":
        return False
    # In some regions the source has sizes of burstable classes that Aurora does not have (Aurora user guide, "Supported DB engines for
    # DB instance classes": medium and large, and small with Aurora MySQL 2 alone).
    return not (engine.startswith("aurora") and name.startswith("db.t")) or name.endswith((".medium", ".large"))


def in_partition():
    lines = (ROOT / "modules/groundplan/kernel/regions.csv").read_text().splitlines()
    return {line.split(",")[0] for line in lines if line.endswith(",aws")}


def grouped(offers, *first):
    """Rows of those that are offered in the same regions."""
    regions = defaultdict(set)
    for region, names in offers.items():
        for name in names:
            regions[name].add(region)
    groups = defaultdict(list)
    for name, where in regions.items():
        groups[tuple(sorted(where))].append(name)
    return sorted([*first, " ".join(sorted(names)), " ".join(where)] for where, names in groups.items())


def write(name, columns, rows, *comments):
    version = distribution("cfn-lint").version
    date = read(DATA / "schemas/version.json")["schema_date"][:10]
    head = [f"# Written by tools/offers.py from cfn-lint {version}, with data of {date}.", *(f"# {line}" for line in comments)]
    lines = [*head, columns, *(",".join(str(value) for value in row) for row in rows)]
    (TARGET / name).write_text("\n".join(lines) + "\n")


def databases():
    regional = read(EXTENSIONS / "aws_rds_dbinstance/dbinstanceclass_enum.json")
    by_version = classes_by_version()
    versions, classes, gaps = [], [], []
    for engine in ENGINES:
        offered = offered_versions(engine)
        versions += [[engine, line, " ".join(names)] for line, names in offered.items()]
        sets = {}
        for line, names in offered.items():
            for name in names:
                key = next((key for key in (name, re.sub(r"\.\d+$", "", name), line) if key in by_version), None)
                if key:
                    sets[key] = by_version[key]
        any_version = set().union(*sets.values())
        here = defaultdict(set)
        for region in in_partition() & regional.keys():
            for rule in regional[region]["allOf"]:
                if rule["if"]["properties"]["Engine"].get("const") == engine:
                    names = rule["then"]["properties"]["DBInstanceClass"]["enum"]
                    here[region] |= {name for name in names if name in any_version and wanted_class(engine, name)}
        classes += grouped(here, engine)
        everywhere = set().union(*here.values())
        for key in sorted(sets, key=numbers):
            missing = everywhere - sets[key]
            if missing:
                gaps.append([engine, key, " ".join(sorted(missing))])
    write("database-versions.csv", "engine,major,versions", versions, "The versions that a new database can have.")
    write("database-classes.csv", "engine,classes,regions", classes, "The instance classes of each engine, by region.")
    write(
        "database-class-gaps.csv",
        "engine,version,classes",
        gaps,
        "The instance classes of database-classes.csv that a version does not have in any region.",
    )


def caches():
    found = by_engine("aws_elasticache_cachecluster/engine_version.json")
    rows = [[engine, " ".join(sorted(found[engine], key=numbers))] for engine in CACHES]
    write("cache-versions.csv", "engine,versions", rows, "The versions of ElastiCache's engines.")
    types = read(EXTENSIONS / "aws_elasticache_cachecluster/cachenodetype_enum.json")
    offers = {region: types[region]["enum"] for region in in_partition() & types.keys()}
    write("cache-node-types.csv", "types,regions", grouped(offers), "The node types of ElastiCache, by region.")


def instances():
    types = read(EXTENSIONS / "aws_ec2_instance/instancetype_enum.json")
    offers = {region: types[region]["enum"] for region in in_partition() & types.keys()}
    write("instance-types.csv", "types,regions", grouped(offers), "The instance types of EC2, by region.")


def runtimes():
    lifecycle = read(DATA / "AdditionalSpecs/LmbdRuntimeLifecycle.json")
    rows = [
        [name, dates["deprecated"], dates["create-block"], dates["update-block"]]
        for name, dates in sorted(lifecycle.items())
        # Without the other dates it is a base image, not a runtime.
        if dates["create-block"]
    ]
    write(
        "lambda-runtimes.csv",
        "runtime,deprecated,create_block,update_block",
        rows,
        "Lambda's runtimes: the days from which AWS does not patch them, and refuses new functions and updates.",
    )


def fargate():
    rows = []
    for size in read(EXTENSIONS / "aws_ecs_taskdefinition/fargate_cpu_memory.json")["then"]["anyOf"]:
        cpu = size["properties"]["Cpu"]["then"]["enum"]
        memory = size["properties"]["Memory"]["then"]
        sizes = memory.get("enum") or range(memory["minimum"], memory["maximum"] + 1, memory["multipleOf"])
        rows.append([*cpu, " ".join(str(mib) for mib in sizes)])
    write("fargate-sizes.csv", "cpu_units,memory_mib", sorted(rows, key=lambda row: int(row[0])), "The sizes of Fargate's tasks.")


def gaps():
    """The types that a region lacks, of those that units use and that are called in their own region."""
    regions = sorted(region for region in in_partition() if (DATA / f"schemas/providers/{region}.json").exists())
    types = {region: set(read(DATA / f"schemas/providers/{region}.json")) for region in regions}
    rows = []
    for terraform, name in sorted(REGIONAL.items()):
        missing = [region for region in regions if name not in types[region]]
        assert len(missing) < len(regions), f"{name} is the name of no type"
        rows.append([terraform, " ".join(missing)])
    write("regional-gaps.csv", "type,regions", rows, "The regions that have no resources of a type.")


if __name__ == "__main__":
    databases()
    caches()
    instances()
    runtimes()
    fargate()
    gaps()
