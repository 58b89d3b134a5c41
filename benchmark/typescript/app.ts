// A CDKTF app that constructs, with the typed classes of the provider, the resources it is given.
// Arguments: the prepared document, the output folder, and how the provider is imported: "index" or "modules".
import { readFileSync } from "node:fs";
import { App, DataTerraformRemoteStateS3, S3Backend, TerraformOutput, TerraformStack } from "cdktf";
import type { Document, Element, Stack } from "./document";

const [input, outdir, style] = process.argv.slice(2);
const aws = style === "index" ? require("@cdktf/provider-aws") : undefined;

const document: Document = JSON.parse(readFileSync(input, "utf8"));
const app = new App({ outdir });
for (const stack of document.stacks) build(stack);
app.synth();

function build(wanted: Stack): void {
  const stack = new TerraformStack(app, wanted.id);
  // The names that CDKTF's own constructs have in a stack.
  const taken = new Set<string>(["aws", "backend"]);
  if (wanted.backend) new S3Backend(stack, wanted.backend as any);
  const providers = new Map<string, any>();
  const AwsProvider = classOf({ module: "provider", folder: "provider", class: "AwsProvider" });
  for (const config of wanted.providers) {
    const alias = config.alias as string | undefined;
    const id = alias ? `aws_${alias}` : "aws";
    taken.add(id);
    providers.set(alias ? `aws.${alias}` : "aws", new AwsProvider(stack, id, config));
  }
  for (const element of wanted.elements) {
    const { provider, ...config } = element.config;
    if (provider) config.provider = providers.get(provider);
    const id = taken.has(element.name) ? `${element.class}-${element.name}` : element.name;
    taken.add(id);
    const construct = new (classOf(element))(stack, id, config);
    if (id !== element.name) construct.overrideLogicalId(element.name);
    for (const [path, value] of element.overrides) construct.addOverride(path, value);
  }
  for (const { name, config } of wanted.outputs) {
    const output = new TerraformOutput(stack, taken.has(name) ? `output-${name}` : name, config as any);
    if (taken.has(name)) output.overrideLogicalId(name);
  }
  for (const [path, value] of wanted.overrides) stack.addOverride(path, value);
}

function classOf(element: Pick<Element, "module" | "folder" | "class">): any {
  if (!element.module) return DataTerraformRemoteStateS3;
  const module = aws ? aws[element.module] : require(`@cdktf/provider-aws/lib/${element.folder}`);
  return module[element.class];
}
