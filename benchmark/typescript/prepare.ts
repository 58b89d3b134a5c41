// Turns synthesized Terraform JSON (cdktf.out/stacks/*/cdk.tf.json) into the configurations of the provider's typed classes.
// It runs before the measurement, so that the measured app does what a hand-written one does.
// Arguments: the folder with stacks/, and the file to write. Prints what has no typed class or argument.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Document, Element, Stack } from "./document";

type Json = any;

const [source, target] = process.argv.slice(2);
const PACKAGE = "@cdktf/provider-aws";
const ROOT = join(dirname(require.resolve(`${PACKAGE}/package.json`)));
const types: Record<string, Json> = JSON.parse(readFileSync(join(ROOT, ".jsii"), "utf8")).types;
const aws = require(PACKAGE);
const classes = new Map<string, { module: string; folder: string; class: string }>();
const untyped = new Map<string, number>();

const camel = (name: string) => name.replace(/_+([a-z0-9])/g, (_, letter) => letter.toUpperCase());

function findClass(type: string, data: boolean) {
  const key = `${data ? "data." : ""}${type}`;
  if (!classes.has(key)) {
    const module = data ? camel(`data_${type}`) : camel(type.replace(/^aws_/, ""));
    const folder = (data ? `data_${type}` : type.replace(/^aws_/, "")).replaceAll("_", "-");
    const name = Object.keys(aws[module] ?? {}).find((each) => aws[module][each]?.tfResourceType === type);
    if (!name || !existsSync(join(ROOT, "lib", folder))) return undefined;
    classes.set(key, { module, folder, class: name });
  }
  return classes.get(key)!;
}

function properties(fqn: string): Map<string, Json> {
  const type = types[fqn];
  const all = new Map<string, Json>();
  for (const parent of type?.interfaces ?? []) for (const [name, each] of properties(parent)) all.set(name, each);
  for (const each of type?.properties ?? []) all.set(each.name, each.type);
  return all;
}

/** The struct that a reference leads to, through lists and unions; none for maps and plain values. */
function structOf(type: Json): string | undefined {
  if (type.fqn) return types[type.fqn]?.datatype ? type.fqn : undefined;
  if (type.collection?.kind === "array") return structOf(type.collection.elementtype);
  for (const each of type.union?.types ?? []) {
    const struct = structOf(each);
    if (struct) return struct;
  }
  return undefined;
}

const takesList = (type: Json): boolean =>
  type.collection?.kind === "array" || (type.union?.types ?? []).some((each: Json) => takesList(each));

function convert(body: Json, fqn: string, path: string[], miss: (path: string[], value: Json) => void): Json {
  const known = properties(fqn);
  const config: Json = {};
  for (const [key, value] of Object.entries<Json>(body)) {
    const name = [camel(key), `${camel(key)}Attribute`].find((each) => known.has(each));
    if (!name) {
      miss([...path, key], value);
      continue;
    }
    const struct = structOf(known.get(name));
    if (!struct || typeof value !== "object" || value === null) config[name] = value;
    else if (Array.isArray(value)) config[name] = value.map((each, index) => convert(each, struct, [...path, key, `${index}`], miss));
    else config[name] = takesList(known.get(name)) ? [convert(value, struct, [...path, key], miss)] : convert(value, struct, [...path, key], miss);
  }
  return config;
}

function element(type: string, name: string, body: Json, data: boolean): Element | undefined {
  const { "//": _, depends_on, lifecycle, provider, count, for_each, provisioner, connection, ...rest } = body;
  if (type === "terraform_remote_state" && body.backend === "s3") {
    const { backend: __, config, ...others } = rest;
    const converted = Object.fromEntries(Object.entries(config).map(([key, value]) => [camel(key), value]));
    return { class: "DataTerraformRemoteStateS3", name, config: { ...converted, ...others }, overrides: [] };
  }
  const found = findClass(type, data);
  if (!found) return undefined;
  const struct = types[`${PACKAGE}.${found.module}.${found.class}`].initializer.parameters[2].type.fqn;
  const overrides: Element["overrides"] = [];
  const config = convert(rest, struct, [], (path, value) => {
    untyped.set(`${type}.${path.join(".")}`, (untyped.get(`${type}.${path.join(".")}`) ?? 0) + 1);
    overrides.push([path.join("."), value]);
  });
  if (depends_on) config.dependsOn = depends_on.map((fqn: string) => ({ fqn }));
  if (lifecycle) overrides.push(["lifecycle", lifecycle]);
  if (provider) config.provider = provider;
  for (const [key, value] of Object.entries({ count, for_each, provisioner, connection })) if (value !== undefined) overrides.push([key, value]);
  return { ...found, name, config, overrides };
}

function stack(id: string, document: Json): Stack {
  const { "//": _, terraform = {}, provider = {}, resource = {}, data = {}, output = {}, ...others } = document;
  const result: Stack = { id, providers: [], elements: [], outputs: [], overrides: [] };
  const providerStruct = types[`${PACKAGE}.provider.AwsProvider`].initializer.parameters[2].type.fqn;
  for (const config of [provider.aws ?? []].flat()) {
    result.providers.push(convert(config, providerStruct, [], (path) => untyped.set(`provider.${path.join(".")}`, 1)));
  }
  if (terraform.backend?.s3) {
    result.backend = Object.fromEntries(Object.entries(terraform.backend.s3).map(([key, value]) => [camel(key), value]));
  }
  for (const [section, group] of [["resource", resource], ["data", data]] as const) {
    for (const [type, named] of Object.entries<Json>(group)) {
      for (const [name, body] of Object.entries<Json>(named)) {
        const typed = element(type, name, body, section === "data");
        if (typed) result.elements.push(typed);
        else {
          untyped.set(`${section}.${type}`, (untyped.get(`${section}.${type}`) ?? 0) + 1);
          result.overrides.push([`${section}.${type}.${name}`, body]);
        }
      }
    }
  }
  for (const [name, { depends_on: __, ...config }] of Object.entries<Json>(output)) result.outputs.push({ name, config });
  for (const [key, value] of Object.entries(others)) result.overrides.push([key, value]);
  for (const key of ["required_version", "required_providers"]) if (terraform[key]) result.overrides.push([`terraform.${key}`, terraform[key]]);
  return result;
}

const stacks = join(source, "stacks");
const document: Document = {
  stacks: readdirSync(stacks).sort().map((id) => stack(id, JSON.parse(readFileSync(join(stacks, id, "cdk.tf.json"), "utf8")))),
};
writeFileSync(target, JSON.stringify(document));
const count = document.stacks.reduce((sum, each) => sum + each.elements.length, 0);
console.error(`${document.stacks.length} stacks, ${count} resources and data sources with typed classes`);
for (const [what, times] of untyped) console.error(`  not typed in this provider version, set by an override: ${what} (${times})`);
