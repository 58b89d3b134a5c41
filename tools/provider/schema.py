"""Writes test/groundplan/controls/provider-6.json: what a newer AWS provider says of the types that units have.

    cd "$(mktemp -d)"
    npm pack @cdktn/provider-aws@25.7.0 @pulumi/aws@7.48.0
    for package in *.tgz; do mkdir "${package%.tgz}"; tar xzf "$package" -C "${package%.tgz}"; done
    python3 <project>/tools/provider/schema.py cdktn-provider-aws-25.7.0/package pulumi-aws-7.48.0/package \
        > <project>/test/groundplan/controls/provider-6.json

No registry of providers is needed. The first package holds CDKTF's bindings of the newest provider: the names of all arguments, whether
they are required, and the attributes that can only be read. Only the second, Pulumi's SDK on the same provider, says what is deprecated.
Pulumi has names of its own; a type is found there by its name and by the arguments that both have.

In the result an argument is "required", "optional" or "computed" (it can only be read). A block is an object: "@" says the same of
the block itself, the other members are its arguments. A deprecated argument has the reason behind its word.
"""

import glob
import json
import os
import re
import sys

PROJECT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")

# What every construct of the bindings has, and no provider knows.
OF_CDKTF = {
    "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners", "connection", "fqn", "internal_value",
    "terraform_resource_type", "terraform_meta_attributes", "terraform_generator_metadata", "meta_attributes", "raw_overrides",
    "friendly_unique_id", "cdktf_stack", "cdktn_stack",
}  # fmt: skip


# Packages that name types which no unit has.
OF_OTHERS = ("diagram", "importids", "pricing", "quotas", "review")


def types_of_units(library):
    """What units use, as folders of the package: the bindings that they import, and the types that they name themselves."""
    folders = {"provider"}
    for source in glob.glob(os.path.join(PROJECT, "modules", "groundplan", "*", "*.java")):
        if os.path.basename(os.path.dirname(source)) in OF_OTHERS:
            continue
        with open(source, encoding="utf-8") as file:
            text = file.read()
        names = re.findall(r"com\.hashicorp\.cdktf\.providers\.aws\.([a-z0-9_]+)\.", text)
        names += re.findall(r'"aws_([a-z0-9_]+)"', text)
        names += ["ephemeral_aws_" + name for name in re.findall(r"ephemeral\.aws_([a-z0-9_]+)", text)]
        folders |= {name.replace("_", "-") for name in names}
    return sorted(folder for folder in folders if os.path.isdir(os.path.join(library, folder)))


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def camel(name):
    return re.sub(r"_([a-z0-9])", lambda found: found.group(1).upper(), name)


# Types that Pulumi calls otherwise.
OF_PULUMI = {"s3_object": "s3_bucket_objectv2"}


class Bindings:
    """One type in CDKTF's bindings."""

    INTERFACE = re.compile(r"^export interface (\w+)[^{]*\{\n(.*?)^\}", re.M | re.S)
    MEMBER = re.compile(r"/\*\*(?P<comment>(?:(?!\*/).)*?)\*/\s*readonly (?P<name>\w+)(?P<optional>\??): (?P<type>[^;]*);", re.S)
    CLASS = re.compile(r"^export declare class (\w+) extends \w+\.(\w+) \{\n(.*?)^\}", re.M | re.S)

    def __init__(self, text):
        self.interfaces = dict(self.INTERFACE.findall(text))
        self.classes = {name: body for name, _, body in self.CLASS.findall(text)}
        self.type = re.search(r'static readonly tfResourceType = "(\w+)"', text).group(1)
        self.element = next(name for name, body in self.classes.items() if "static readonly tfResourceType" in body)
        self.config = re.search(r"constructor\(scope: Construct, id: string, config\??: (\w+)\)", text).group(1)

    def schema(self):
        return self.block(self.config, self.element)

    def block(self, interface, element):
        found = {}
        for member in self.MEMBER.finditer(self.interfaces[interface]):
            # The comment links to the argument; a name that TypeScript or CDKTF has taken is another one there.
            link = re.search(r"#(\w+) \w+#", member["comment"])
            name = link.group(1) if link else snake(member["name"])
            word = "optional" if member["optional"] else "required"
            nested = re.match(r"(\w+)", member["type"]).group(1) if re.match(r"\w", member["type"]) else ""
            if nested in self.interfaces:
                found[name] = {"@": word} | self.block(nested, nested + "OutputReference")
            else:
                found[name] = word
        for getter in re.findall(r"^    get (\w+)\(\)", self.classes.get(element, ""), re.M):
            name = snake(getter)
            if not getter.endswith("Input") and name not in found and name not in OF_CDKTF:
                found[name] = "computed"
        return dict(sorted(found.items()))


class Deprecations:
    """What Pulumi's SDK calls deprecated."""

    INTERFACE = re.compile(r"^(?P<indent> *)(?:export )?interface (?P<name>\w+) \{\n(?P<body>.*?)^(?P=indent)\}", re.M | re.S)
    MEMBER = re.compile(
        r"(?:/\*\*(?P<comment>(?:(?!\*/).)*?)\*/\s*)?^ +(?:readonly )?(?P<name>\w+)\??: (?P<type>[^;]*);", re.S | re.M
    )

    def __init__(self, package):
        self.resources, self.inputs = {}, {}
        for path in glob.glob(os.path.join(package, "*", "*.d.ts")):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for found in self.INTERFACE.finditer(text):
                if found["name"].endswith("Args") and not found["indent"]:
                    self.resources.setdefault(found["name"][: -len("Args")], []).append(self.members(found["body"]))
        with open(os.path.join(package, "types", "input.d.ts"), encoding="utf-8") as file:
            text = file.read()
        for space, body in re.findall(r"^export declare namespace (\w+) \{\n(.*?)^\}", text, re.M | re.S):
            for found in self.INTERFACE.finditer(body):
                self.inputs[space + "." + found["name"]] = self.members(found["body"])

    def members(self, body):
        found = {}
        for member in self.MEMBER.finditer(body):
            reason = re.search(r"@deprecated (.*)", member["comment"] or "")
            nested = re.search(r"inputs\.([\w.]+)", member["type"])
            found[member["name"]] = (reason.group(1).strip() if reason else None, nested.group(1) if nested else None)
        return found

    def add_to(self, kind, schema):
        """Adds the reasons to the schema of a type."""
        whole = OF_PULUMI.get(kind.removeprefix("aws_"), kind).replace("_", "")
        wanted = {camel(name) for name, word in schema.items() if word != "computed"}
        best, shared = None, 0.0
        for name, candidates in self.resources.items():
            if not whole.endswith(name.lower()):
                continue
            for members in candidates:
                same = len(wanted & {self.one(member, wanted) for member in members}) / len(wanted | set(members))
                if same > shared:
                    best, shared = members, same
        if best is None:
            print(f"{kind}: not found in Pulumi's SDK", file=sys.stderr)
        else:
            self.mark(schema, best)

    @staticmethod
    def one(member, known):
        """Pulumi's plural of a block as Terraform has it."""
        return next((name for name in (member, member.removesuffix("s"), member.removesuffix("es")) if name in known), member)

    def mark(self, schema, members):
        known = {camel(name): name for name in schema}
        for member, (reason, nested) in members.items():
            name = known.get(self.one(member, known))
            if name is None:
                continue
            if isinstance(schema[name], dict):
                if reason:
                    schema[name]["@"] += ", deprecated: " + reason
                if nested in self.inputs:
                    self.mark(schema[name], self.inputs[nested])
            elif reason:
                schema[name] += ", deprecated: " + reason


def main():
    bindings, pulumi = sys.argv[1:]
    deprecations = Deprecations(pulumi)
    result = {"resource": {}, "ephemeral": {}}
    provider = ""
    library = os.path.join(bindings, "lib")
    for folder in types_of_units(library):
        with open(os.path.join(library, folder, "index.d.ts"), encoding="utf-8") as file:
            text = file.read()
        provider = re.search(r"providers/hashicorp/aws/([0-9.]+)/docs", text).group(1)
        found = Bindings(text)
        schema = found.schema()
        if folder == "provider":
            result["provider"] = schema
        elif folder.startswith("ephemeral-"):
            result["ephemeral"][found.type] = schema
        else:
            deprecations.add_to(found.type, schema)
            result["resource"][found.type] = schema
    head = {"source": "hashicorp/aws", "version": provider, "written_by": "tools/provider/schema.py"}
    # One line for each type: a difference shows which of them changed.
    lines = [f'"{name}": {json.dumps(value)}' for name, value in head.items()]
    lines.append('"provider": ' + json.dumps(result["provider"]))
    for part in ("ephemeral", "resource"):
        lines.append(f'"{part}": {{\n' + ",\n".join(f"  {json.dumps(kind)}: {json.dumps(of)}" for kind, of in sorted(result[part].items())) + "\n}")
    print("{\n" + ",\n".join(lines) + "\n}")


main()
