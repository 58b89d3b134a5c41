"use strict";
// node --test benchmark/
// The rewrites of the jsii preload, on small stand-ins for the kernel and for a provider package.

const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { test, beforeEach, afterEach } = require("node:test");

const SOURCE = path.join(__dirname, "..", "main", "groundplan", "jsii");
const lazyIndex = require(path.join(SOURCE, "lazy-index.js"));
const unusedTraces = require(path.join(SOURCE, "unused-traces.js"));
const pipeline = require(path.join(SOURCE, "pipeline.js"));
const resolvedOnce = require(path.join(SOURCE, "resolved-once.js"));
const HEAD = '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n';

let folder;
beforeEach(() => { folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "preload-"))); });
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name, text) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

function evaluate(text, required) {
  const exports = {};
  new Function("exports", "require", text)(exports, (id) => (required.push(id), { id }));
  return exports;
}

function providerIndex(lines = 60, extra = "") {
  const requires = Array.from({ length: lines }, (_, i) => `exports.part${i} = require("./part-${i}");\n`).join("");
  return `${HEAD}exports.part0 = exports.part1 = void 0;\n${requires}${extra}//# sourceMappingURL=data:x\n`;
}

const INDEX = path.join("x", "provider-aws", "lib", "index.js");

test("an index requires a module when it is asked for it, and once", () => {
  const required = [];
  const exports = evaluate(lazyIndex(providerIndex(), INDEX), required);
  assert.deepEqual(required, []);
  assert.equal(exports.part7, exports.part7);
  assert.deepEqual(required, ["./part-7"]);
});

test("a lazy index has the keys and values of the eager one", () => {
  const eager = evaluate(providerIndex(), []);
  const lazy = evaluate(lazyIndex(providerIndex(), INDEX), []);
  assert.deepEqual(Object.keys(lazy).sort(), Object.keys(eager).sort());
  assert.deepEqual({ ...lazy }, { ...eager });
});

test("an index that does more than require, is short or is not a provider's stays as it is", () => {
  for (const [text, file] of [
    [providerIndex(60, "register();\n"), INDEX],
    [providerIndex(5), INDEX],
    [providerIndex(), path.join("x", "cdktf", "lib", "index.js")],
  ]) assert.equal(lazyIndex(text, file), text);
});

test("a resource type in several files loads those that are used, in a cycle too", () => {
  const structs = path.join("provider-aws", "lib", "waf", "index-structs");
  write(path.join(structs, "structs0.js"), `${HEAD}exports.B = exports.a = void 0;\nconst structs1_1 = require("./structs1");\nfunction a() { return new structs1_1.C(); }\nexports.a = a;\nclass B {}\nexports.B = B;\n`);
  write(path.join(structs, "structs1.js"), `${HEAD}exports.C = void 0;\nconst structs0_1 = require("./structs0");\nclass C { constructor() { this.b = new structs0_1.B(); } }\nexports.C = C;\n`);
  const index = write(path.join(structs, "index.js"), `${HEAD}const __exportStar = (m, e) => { for (const p in m) e[p] = m[p]; };\n__exportStar(require("./structs0"), exports);\n__exportStar(require("./structs1"), exports);\n`);
  const loaded = new Map();
  const load = (file) => {
    if (!loaded.has(file)) {
      const exports = {};
      loaded.set(file, exports);
      const text = lazyIndex(fs.readFileSync(file, "utf8"), file);
      new Function("exports", "require", text)(exports, (id) => load(path.join(path.dirname(file), `${id}.js`)));
    }
    return loaded.get(file);
  };
  const exports = load(index);
  assert.deepEqual(Object.keys(exports).sort(), ["B", "C", "a"]);
  assert.equal(loaded.size, 1);
  assert.equal(exports.a().b.constructor, exports.B);
  assert.equal(loaded.size, 3);
});

const KERNEL = `
  const fs = require("fs");
  function loadAssemblyFromFile(pathToFile, validate = true) {
    console.log("parsed");
    return JSON.parse(fs.readFileSync(pathToFile));
  }
  const assmSpec = loadAssemblyFromFile(process.argv[2], false);
  let _c;
  const types = Object.keys((_c = assmSpec.types) !== null && _c !== void 0 ? _c : {}).length;
  console.log(JSON.stringify([types, assmSpec.name, assmSpec.types["p.ns.T3"], "p.ns.T4" in assmSpec.types,
    assmSpec.types["p.ns.None"] === undefined, assmSpec.types["None"] === undefined, Object.keys(assmSpec.types).length,
    Object.entries(assmSpec.types)[2][1].name, assmSpec.types.toString === Object.prototype.toString]));
`;

function assemblyOf(count) {
  const types = {};
  for (let i = 0; i < count; i++) types[`p.ns.T${i}`] = { name: `T${i}`, properties: [{ name: "x", docs: { summary: "y".repeat(500) } }] };
  return { name: "p", types };
}

function runKernel(file, environment = {}) {
  const kernel = write(path.join("lib", "program.js"), KERNEL);
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", path.join(SOURCE, "preload.js"), kernel, file], {
    encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", GROUNDPLAN_JSII_CACHE: path.join(folder, "cache"), ...environment },
  });
  assert.equal(stderr, "");
  return stdout.trim().split("\n");
}

const EXPECTED = JSON.stringify([10000, "p", { name: "T3", properties: [{ name: "x" }] }, true, true, true, 10000, "T2", true]);
const withoutDocs = (line) => JSON.stringify(JSON.parse(line), (key, value) => (key === "docs" ? undefined : value));

test("an assembly is parsed once, and then read by type with the same answers", () => {
  const file = write(path.join("a".repeat(64), ".jsii"), JSON.stringify(assemblyOf(10000)));
  const [first, second] = [runKernel(file), runKernel(file)];
  assert.equal(first[0], "parsed");
  assert.equal(withoutDocs(first[1]), EXPECTED);
  assert.deepEqual(second, [EXPECTED]);
});

test("a copy that is cut short, or a folder not named by digest, means parsing", () => {
  const file = write(path.join("b".repeat(64), ".jsii"), JSON.stringify(assemblyOf(10000)));
  runKernel(file);
  const [copy] = fs.readdirSync(path.join(folder, "cache")).filter((name) => name.endsWith(".types"));
  fs.truncateSync(path.join(folder, "cache", copy), 100);
  assert.equal(runKernel(file)[0], "parsed");
  const elsewhere = write(path.join("elsewhere", ".jsii"), JSON.stringify(assemblyOf(10000)));
  assert.equal(runKernel(elsewhere)[0], "parsed");
  assert.equal(runKernel(elsewhere)[0], "parsed");
});

test("a copy that turns out unreadable halfway is replaced by the whole assembly", () => {
  const file = write(path.join("d".repeat(64), ".jsii"), JSON.stringify(assemblyOf(10000)));
  runKernel(file);
  const [name] = fs.readdirSync(path.join(folder, "cache")).filter((each) => each.endsWith(".types"));
  const copy = path.join(folder, "cache", name);
  const bytes = fs.readFileSync(copy);
  fs.writeFileSync(copy, bytes.fill("!", bytes.indexOf('{"name":"T3"'), bytes.indexOf('{"name":"T4"')));
  const [first, second] = runKernel(file);
  assert.equal(first, "parsed");
  assert.equal(withoutDocs(second), EXPECTED);
});

test("a copy in which a value was edited is replaced by the whole assembly", () => {
  const file = write(path.join("e".repeat(64), ".jsii"), JSON.stringify(assemblyOf(10000)));
  runKernel(file);
  const [name] = fs.readdirSync(path.join(folder, "cache")).filter((each) => each.endsWith(".types"));
  const copy = path.join(folder, "cache", name);
  const edited = fs.readFileSync(copy, "latin1").replaceAll('"name":"T3"', '"name":"U3"');
  fs.writeFileSync(copy, edited, "latin1");
  assert.equal(withoutDocs(runKernel(file).at(-1)), EXPECTED);
});

test("compiled code that is damaged does not run, and is replaced", () => {
  const kernel = write(path.join("lib", "program.js"), 'console.log("a text that is in the compiled code");');
  const cache = path.join(folder, "cache");
  const run = () => spawnSync(process.execPath, ["--require", path.join(SOURCE, "preload.js"), kernel], {
    encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", GROUNDPLAN_JSII_CACHE: cache },
  }).stdout;
  const first = run();
  const [code] = fs.readdirSync(cache).filter((name) => name.endsWith(".code")).map((name) => path.join(cache, name));
  const whole = fs.readFileSync(code);
  const at = whole.indexOf("a text that is");
  assert.notEqual(at, -1);
  for (const damage of [(bytes) => { bytes[at] = "A".charCodeAt(0); return bytes; }, (bytes) => bytes.subarray(0, at)]) {
    fs.writeFileSync(code, damage(Buffer.from(whole)));
    assert.equal(run(), first);
    assert.equal(fs.readFileSync(code).length, whole.length);
    assert.equal(run(), first);
  }
});

test("a package of jsii's cache in which a loaded file was edited is deleted, and no other", () => {
  const root = path.join(folder, "packages");
  const [edited, other] = ["a", "b"].map((name) => path.join("packages", name, "1.0.0", name.repeat(64)));
  write(path.join(edited, ".jsii"), "{}");
  write(path.join(other, ".jsii"), "{}");
  const module = write(path.join(edited, "lib", "index.js"), "module.exports = 1;");
  const untouched = write(path.join(other, "main.js"), "module.exports = 2;");
  const kernel = write(path.join("lib", "program.js"),
    `for (const file of process.argv.slice(2)) console.log(require("fs").existsSync(file) && require(file));`);
  const run = () => spawnSync(process.execPath, ["--require", path.join(SOURCE, "preload.js"), kernel, module, untouched], {
    encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", GROUNDPLAN_JSII_CACHE: path.join(folder, "cache"), JSII_RUNTIME_PACKAGE_CACHE_ROOT: root },
  }).stdout;
  assert.equal(run(), "1\n2\n");
  assert.equal(run(), "1\n2\n");
  fs.writeFileSync(module, "module.exports = 666;");
  assert.equal(run(), "false\n2\n");
});

test("jsii's cache is left out if it cannot be written", () => {
  const kernel = write(path.join("lib", "program.js"), "console.log(process.env.JSII_RUNTIME_PACKAGE_CACHE);");
  const cacheIn = (root) => spawnSync(process.execPath, ["--require", path.join(SOURCE, "preload.js"), kernel], {
    encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", JSII_RUNTIME_PACKAGE_CACHE: "enabled", JSII_RUNTIME_PACKAGE_CACHE_ROOT: root },
  }).stdout.trim();
  assert.equal(cacheIn(path.join(folder, "packages")), "enabled");
  assert.equal(cacheIn(path.join(write("file", ""), "packages")), "disabled");
  assert.equal(cacheIn("/proc"), "disabled");
});

test("without a cache, with one that cannot be written, and with a damaged one, the kernel runs as usual", () => {
  const file = write(path.join("c".repeat(64), ".jsii"), JSON.stringify(assemblyOf(10000)));
  const unwritable = write("a-file", "");
  for (const environment of [{ GROUNDPLAN_JSII_CACHE: "" }, { GROUNDPLAN_JSII_CACHE: unwritable }]) {
    assert.equal(withoutDocs(runKernel(file, environment).at(-1)), EXPECTED);
  }
  runKernel(file);
  for (const name of fs.readdirSync(path.join(folder, "cache"))) fs.writeFileSync(path.join(folder, "cache", name), "damaged");
  assert.equal(withoutDocs(runKernel(file).at(-1)), EXPECTED);
});

test("a program that is not jsii's kernel is not touched", () => {
  const script = write(path.join("lib", "other.js"), "console.log(require('module').prototype._compile.toString().includes('rewrites'))");
  const { stdout } = spawnSync(process.execPath, ["--require", path.join(SOURCE, "preload.js"), script], { encoding: "utf8" });
  assert.equal(stdout, "false\n");
});

test("a value is made without a stack trace of the kernel", () => {
  const text = "function captureStackTrace(below) {\n    return [new Error().stack];\n}\nexports.captureStackTrace = captureStackTrace;\n";
  const quick = evaluate(unusedTraces(text, path.join("x", "private", "stack-trace.js")), []);
  assert.deepEqual(quick.captureStackTrace(), []);
  assert.equal(unusedTraces(text, path.join("x", "private", "token.js")), text);
});

test("the kernel describes a missing type only when it complains of it", () => {
  const text = "const { assert, util_1 } = exports.host;\nexports.check = (typeRef) => {\n"
    + "  assert(typeRef != null, `Kernel error: expected type information, got ${(0, util_1.inspect)(typeRef)}`);\n};\n";
  const complaints = [];
  let described = 0;
  const host = {
    assert: (fine, message) => { if (!fine) complaints.push(message); },
    util_1: { inspect: (value) => { described++; return String(value); } },
  };
  const exports = { host };
  new Function("exports", unusedTraces(text, path.join("x", "lib", "program.js")))(exports);
  exports.check("void");
  assert.deepEqual([described, complaints], [0, []]);
  exports.check(undefined);
  assert.deepEqual(complaints, ["Kernel error: expected type information, got undefined"]);
  assert.notEqual(unusedTraces(text, path.join("x", "lib", "program.js")), text);
});

const HOST = `class KernelHost {
            constructor(inout, kernel) { this.inout = inout; this.kernel = kernel; this.answers = []; }
            run() {
                var _a;
                const req = this.inout.read();
                if (!req || "exit" in req) {
                    return this.answers;
                }
                try {
                    this.writeOkay(this.findApi(req.api).call(this.kernel, req));
                } catch (error) {
                    this.writeError(error);
                }
                return this.run();
            }
            findApi(name) { return this.kernel[name]; }
            writeOkay(ok) { this.answers.push({ ok }); }
            writeError(error) { this.answers.push({ error: error.message }); }
}
exports.KernelHost = KernelHost;
`;

/** The answers of a kernel with these functions to these requests. */
function answers(functions, requests) {
  const text = pipeline(HOST, path.join("x", "lib", "program.js"));
  assert.notEqual(text, HOST);
  const lines = requests.map((each) => JSON.stringify(each));
  const stdio = { readLine: () => lines.shift() };
  const inout = { stdio, read: () => { const line = stdio.readLine(); return line && JSON.parse(line); } };
  const kernel = { stats: () => ({ objectCount: 0 }), callbackHandler: () => assert.fail("Java was called"), ...functions };
  return new (evaluate(text, []).KernelHost)(inout, kernel).run();
}

const SETTLE = { api: "stats", ahead: "" };
const TOKENS = { get: () => ({ value: "${TfToken[TOKEN.3]}" }), create: ({ args }) => ({ made: args[0] }) };

test("an answer that was expected is not sent, and a token is put in where its number comes back", () => {
  const made = { api: "create", args: ["a ${TfToken[LATE.0]} b"] };
  assert.deepEqual(answers(TOKENS, [
    { api: "get", ahead: 0 },
    { ...made, ahead: { made: "a ${TfToken[TOKEN.3]} b" } },
    SETTLE,
    made,
  ]), [{ ok: { ahead: "" } }, { ok: { made: "a ${TfToken[TOKEN.3]} b" } }]);
});

test("after an answer that was not expected nothing is done until that was told", () => {
  let done = 0;
  const create = () => ({ made: ++done });
  const [refused, constant, told, again] = answers({ create, sget: () => ({ value: "aws_s3_bucket" }) }, [
    { api: "create", ahead: { made: 7 } },
    { api: "create", ahead: { made: 2 } },
    { api: "create" },
    { api: "sget" },
    SETTLE,
    { api: "create" },
  ]);
  assert.match(refused.error, /unexpected answer/);
  assert.deepEqual(constant, { ok: { value: "aws_s3_bucket" } });
  assert.match(told.ok.ahead, /create: \{"made":1\} instead of \{"made":7\}/);
  assert.deepEqual(again, { ok: { made: 2 } });
});

test("what fails, is no token or calls Java is an answer that was not expected", () => {
  const functions = {
    create: () => { throw new Error("no such type"); },
    get: () => ({ value: "text" }),
    invoke() { return this.callbackHandler({}); },
  };
  for (const request of [{ api: "create", ahead: {} }, { api: "get", ahead: 0 }, { api: "invoke", ahead: {} }]) {
    assert.match(answers(functions, [request, SETTLE])[0].ok.ahead, new RegExp(`^${request.api}: .`));
  }
});

test("a kernel that reads its requests in another way is not touched", () => {
  const other = HOST.replace("const req = this.inout.read();", "const req = this.next();");
  assert.equal(pipeline(other, path.join("x", "lib", "program.js")), other);
});

const PACKAGES = `
  const fs = require("fs");
  function digestFile(path, ...comments) {
    return Buffer.from(fs.readFileSync(path, "utf8") + comments.join());
  }
  function untarInto(options) {
    console.log("unpacked " + fs.readFileSync(options.file, "utf8"));
  }
  const [file, unpack] = process.argv.slice(2);
  console.log(digestFile(file, "p", "1.0").toString());
  if (unpack) untarInto({ file });
`;

function runPackages(note, unpack, environment = {}) {
  const kernel = write(path.join("lib", "program.js"), PACKAGES);
  const file = write("p@1.0.jsii.tgz", note);
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", path.join(SOURCE, "preload.js"), kernel, file, ...unpack], {
    encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", GROUNDPLAN_JSII_CACHE: path.join(folder, "cache"), ...environment },
  });
  return stderr === "" ? stdout : stderr;
}

const noteOf = (jar, text) => `groundplan: the bytes 7+${text.length} of ${jar}, sha256 ${crypto.createHash("sha256").update(text).digest("hex")}\n`;

test("a note of a package counts as the package, which is read again only for unpacking it", () => {
  const jar = write("resources.jar", "before:the package:after");
  const note = noteOf(jar, "the package");
  for (const environment of [{}, {}, { GROUNDPLAN_JSII_CACHE: "" }]) {
    assert.equal(runPackages(note, [], environment), "the packagep,1.0\n");
    assert.equal(runPackages(note, ["unpack"], environment), "the packagep,1.0\nunpacked the package\n");
  }
  fs.rmSync(jar);
  assert.equal(runPackages(note, []), "the packagep,1.0\n");
  assert.match(runPackages(note, [], { GROUNDPLAN_JSII_CACHE: "" }), /ENOENT/);
  assert.equal(runPackages("the package itself", ["unpack"]), "the package itselfp,1.0\nunpacked the package itself\n");
});

test("a package that is damaged is not unpacked, and a list of digests that was edited not believed", () => {
  const jar = write("resources.jar", "before:the package:after");
  const note = noteOf(jar, "the package");
  runPackages(note, []);
  const list = path.join(folder, "cache", "digests.json");
  const hex = Buffer.from("the package").toString("hex");
  assert.ok(fs.readFileSync(list, "utf8").includes(hex));
  fs.writeFileSync(list, fs.readFileSync(list, "utf8").replace(hex, Buffer.from("THE package").toString("hex")));
  assert.equal(runPackages(note, []), "the packagep,1.0\n");
  write("resources.jar", "before:THE PACKAGE:after");
  assert.match(runPackages(note, ["unpack"]), /resources\.jar is damaged/);
});

const STACK = `const _tokens_1 = exports.tokens;
const terraformElements = (stack) => stack.elements;
class TerraformStack {
    prepareStack() {
        terraformElements(this).forEach((e) => (0, _tokens_1.resolve)(this, e.toTerraform(), true));
    }
    toTerraform() {
        const elements = terraformElements(this);
        const fragments = elements.map((e) => (0, _tokens_1.resolve)(this, e.toTerraform()));
        return fragments;
    }
}
exports.TerraformStack = TerraformStack;
`;
const ASPECTS = "class Aspects {\n    add(aspect) {\n        this.aspect = aspect;\n    }\n}\nexports.Aspects = Aspects;\n";

test("an element is resolved once, one that was added later then, and each again where an aspect may have changed it", () => {
  const load = (text, file, exports) => {
    const rewritten = resolvedOnce(text, path.join("x", "lib", file));
    assert.notEqual(rewritten, text);
    new Function("exports", rewritten)(exports);
    return exports;
  };
  let calls = 0;
  const { TerraformStack } = load(STACK, "terraform-stack.js", { tokens: { resolve: (stack, value) => `${value} ${++calls}` } });
  const stack = new TerraformStack();
  stack.elements = [{ toTerraform: () => "a" }];
  stack.prepareStack();
  stack.elements.push({ toTerraform: () => "b" });
  assert.deepEqual(stack.toTerraform(), ["a 1", "b 2"]);
  assert.deepEqual(stack.toTerraform(), ["a 3", "b 4"]);
  stack.prepareStack();
  new (load(ASPECTS, "aspect.js", {}).Aspects)().add({});
  assert.deepEqual(stack.toTerraform(), ["a 7", "b 8"]);
});

const RESOLVE = `const token_1 = exports.token;
function resolve(obj, options) {
    const prefix = options.prefix || [];
    const pathName = "/" + prefix.join("/");
    const makeContext = (key) => [{ resolve: (x) => resolve(x, { ...options, prefix: [...prefix, key] }) }];
    if (typeof obj === "function") throw new Error(\`a function at \${pathName}\`);
    if (typeof obj === "string") {
        options.asked.push(obj);
        return obj.toUpperCase();
    }
    if (typeof obj !== "object") return obj;
    const result = {};
    for (const key of Object.keys(obj)) {
        const resolvedKey = makeContext()[0].resolve(key);
        const value = makeContext(key)[0].resolve(obj[key]);
        result[resolvedKey] = value;
    }
    return result;
}
exports.resolve = resolve;
`;

test("a text in which nothing can be a token is not looked into", () => {
  const exports = { token: { Token: { STRING_MAP_TOKEN_VALUE: "String Map Token Value", ANY_MAP_TOKEN_VALUE: "Any Map Token Value" } } };
  new Function("exports", resolvedOnce(RESOLVE, path.join("x", "tokens", "private", "resolve.js")))(exports);
  const asked = [];
  const tokens = { "a.b-c": "${TfToken[TOKEN.1]}", d: "#{TfToken[TOKEN.2]}", e: "-1.8e+289", f: "String Map Token Value", g: "Any Map Token Value" };
  assert.deepEqual(exports.resolve({ plain: "us-east-1", n: 1, tokens }, { asked }).tokens["a.b-c"], "${TFTOKEN[TOKEN.1]}");
  assert.deepEqual(asked, Object.values(tokens));
  assert.equal(exports.resolve("db-e-1e5", { asked: [] }), "DB-E-1E5");
  assert.throws(() => exports.resolve({ a: { b: () => 1 } }, { asked }), { message: "a function at /a/b" });
});
